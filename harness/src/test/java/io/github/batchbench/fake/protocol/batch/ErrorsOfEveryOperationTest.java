package io.github.batchbench.fake.protocol.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.microsoft.azure.batch.BatchClient;
import com.microsoft.azure.batch.auth.BatchSharedKeyCredentials;
import com.microsoft.azure.batch.protocol.BatchServiceClient;
import com.microsoft.azure.batch.protocol.Certificates;
import com.microsoft.azure.batch.protocol.ComputeNodes;
import com.microsoft.azure.batch.protocol.Files;
import com.microsoft.azure.batch.protocol.JobSchedules;
import com.microsoft.azure.batch.protocol.Jobs;
import com.microsoft.azure.batch.protocol.Tasks;
import com.microsoft.azure.batch.protocol.models.AccountListPoolNodeCountsOptions;
import com.microsoft.azure.batch.protocol.models.AccountListSupportedImagesOptions;
import com.microsoft.azure.batch.protocol.models.ApplicationListOptions;
import com.microsoft.azure.batch.protocol.models.BatchErrorException;
import com.microsoft.azure.batch.protocol.models.CertificateAddParameter;
import com.microsoft.azure.batch.protocol.models.CertificateFormat;
import com.microsoft.azure.batch.protocol.models.CertificateListOptions;
import com.microsoft.azure.batch.protocol.models.ComputeNode;
import com.microsoft.azure.batch.protocol.models.ComputeNodeUser;
import com.microsoft.azure.batch.protocol.models.DisableJobOption;
import com.microsoft.azure.batch.protocol.models.FileGetFromTaskOptions;
import com.microsoft.azure.batch.protocol.models.JobAddParameter;
import com.microsoft.azure.batch.protocol.models.JobDeleteOptions;
import com.microsoft.azure.batch.protocol.models.JobGetOptions;
import com.microsoft.azure.batch.protocol.models.JobListOptions;
import com.microsoft.azure.batch.protocol.models.JobPatchParameter;
import com.microsoft.azure.batch.protocol.models.JobScheduleAddParameter;
import com.microsoft.azure.batch.protocol.models.JobScheduleExistsOptions;
import com.microsoft.azure.batch.protocol.models.JobScheduleListOptions;
import com.microsoft.azure.batch.protocol.models.JobSchedulePatchParameter;
import com.microsoft.azure.batch.protocol.models.JobScheduleUpdateOptions;
import com.microsoft.azure.batch.protocol.models.JobScheduleUpdateParameter;
import com.microsoft.azure.batch.protocol.models.JobSpecification;
import com.microsoft.azure.batch.protocol.models.JobUpdateOptions;
import com.microsoft.azure.batch.protocol.models.JobUpdateParameter;
import com.microsoft.azure.batch.protocol.models.NodeRemoveParameter;
import com.microsoft.azure.batch.protocol.models.NodeUpdateUserParameter;
import com.microsoft.azure.batch.protocol.models.PoolAddParameter;
import com.microsoft.azure.batch.protocol.models.PoolDeleteOptions;
import com.microsoft.azure.batch.protocol.models.PoolEnableAutoScaleParameter;
import com.microsoft.azure.batch.protocol.models.PoolExistsOptions;
import com.microsoft.azure.batch.protocol.models.PoolGetOptions;
import com.microsoft.azure.batch.protocol.models.PoolInformation;
import com.microsoft.azure.batch.protocol.models.PoolListOptions;
import com.microsoft.azure.batch.protocol.models.PoolListUsageMetricsOptions;
import com.microsoft.azure.batch.protocol.models.PoolPatchOptions;
import com.microsoft.azure.batch.protocol.models.PoolPatchParameter;
import com.microsoft.azure.batch.protocol.models.PoolResizeOptions;
import com.microsoft.azure.batch.protocol.models.PoolResizeParameter;
import com.microsoft.azure.batch.protocol.models.PoolStopResizeOptions;
import com.microsoft.azure.batch.protocol.models.PoolUpdatePropertiesParameter;
import com.microsoft.azure.batch.protocol.models.Schedule;
import com.microsoft.azure.batch.protocol.models.TaskAddParameter;
import com.microsoft.azure.batch.protocol.models.TaskDeleteOptions;
import com.microsoft.azure.batch.protocol.models.TaskGetOptions;
import com.microsoft.azure.batch.protocol.models.TaskListOptions;
import com.microsoft.azure.batch.protocol.models.UploadBatchServiceLogsConfiguration;
import io.github.batchbench.Ubuntu;
import io.github.batchbench.api.FakeAzure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.joda.time.DateTime;
import org.joda.time.Period;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The main errors of each operation, as the official Java client reports them: what is not there, what is there already,
 * what is not in a state for it, a condition that is not met, a value that is none. Time stands still, so every entity
 * stays in the state that it was brought into.
 */
class ErrorsOfEveryOperationTest {
    private static final String OLD = "0x1";
    private static final String NONE = "nosuch";
    private static final String OTHER = "0123456789abcdef0123456789abcdef01234567";

    private static FakeAzure azure;
    private static BatchServiceClient client;
    private static String node;
    private static String rebooting;
    private static String thumbprint;

    private record Case(String operation, String expected, ThrowingCallable call) {}

    @BeforeAll
    static void bringAboutEveryState() throws Exception {
        azure = FakeAzure.start();
        azure.clock().virtual();
        client = BatchClient.open(new BatchSharedKeyCredentials(
                        azure.batchEndpoint().toString(), azure.batchAccount(), azure.batchKey()))
                .protocolLayer();
        client.pools().add(pool("pool").withTargetDedicatedNodes(2));
        client.pools().add(pool("empty").withTargetDedicatedNodes(0));
        client.pools().add(pool("auto").withEnableAutoScale(true).withAutoScaleFormula("$TargetDedicatedNodes=0"));
        for (String id : List.of("job", "disabled", "completed", "terminating", "deleting")) {
            client.jobs().add(job(id, "pool"));
        }
        client.jobs().add(job("waiting", "empty"));
        client.tasks().add("job", task("done"));
        client.tasks().add("waiting", task("active"));
        for (String id : List.of("schedule", "off", "over", "dying")) {
            client.jobSchedules().add(schedule(id));
        }
        TestCertificate certificate = TestCertificate.read();
        thumbprint = certificate.thumbprint();
        client.certificates().add(certificate(certificate));
        pass();
        client.jobs().disable("disabled", DisableJobOption.REQUEUE);
        client.jobs().terminate("completed");
        client.jobSchedules().disable("off");
        client.jobSchedules().terminate("over");
        pass();
        List<ComputeNode> nodes = client.computeNodes().list("pool");
        node = nodes.get(0).id();
        rebooting = nodes.get(1).id();
        client.computeNodes().addUser("pool", node, user());
        // From here on time stands still.
        client.computeNodes().reboot("pool", rebooting);
        client.pools().add(pool("resizing").withTargetDedicatedNodes(1));
        client.pools().add(pool("deleting"));
        client.pools().delete("deleting");
        client.jobs().terminate("terminating");
        client.jobs().delete("deleting");
        client.jobSchedules().delete("dying");
    }

    @AfterAll
    static void stop() {
        azure.close();
    }

    @TestFactory
    Stream<DynamicTest> refusals() {
        return all().map(row -> DynamicTest.dynamicTest(
                row.operation() + " " + row.expected(), () -> assertRefused(row.expected(), row.call())));
    }

    @Test
    void everyOperationIsInTheTable() {
        Set<String> known = new TreeSet<>();
        Operations.all().stream()
                .filter(operation -> operation.isIn(ApiVersion.SPECIFIED))
                .forEach(operation -> known.add(operation.id()));

        assertThat(all().map(Case::operation))
                .containsAll(known)
                .allSatisfy(id -> assertThat(known).contains(id));
    }

    private static Stream<Case> all() {
        return Stream.of(account(), pools(), nodes(), jobs(), schedules(), tasks(), files(), certificates())
                .flatMap(List::stream);
    }

    private static Case refused(String operation, String expected, ThrowingCallable call) {
        return new Case(operation, expected, call);
    }

    private static List<Case> account() {
        return List.of(
                refused(
                        "Account_ListSupportedImages",
                        "400 InvalidQueryParameterValue",
                        () -> client.accounts()
                                .listSupportedImages(
                                        new AccountListSupportedImagesOptions().withFilter("size eq 'x'"))),
                refused(
                        "Account_ListPoolNodeCounts",
                        "400 InvalidQueryParameterValue",
                        () -> client.accounts()
                                .listPoolNodeCounts(new AccountListPoolNodeCountsOptions().withMaxResults(11))),
                refused(
                        "Application_List",
                        "400 InvalidQueryParameterValue",
                        () -> client.applications().list(new ApplicationListOptions().withMaxResults(0))),
                refused(
                        "Application_Get",
                        "404 ApplicationNotFound",
                        () -> client.applications().get(NONE)),
                refused(
                        "Pool_ListUsageMetrics",
                        "400 InvalidQueryParameterValue",
                        () -> client.pools().listUsageMetrics(new PoolListUsageMetricsOptions().withMaxResults(-1))));
    }

    private static List<Case> pools() {
        return List.of(
                refused("Pool_Add", "409 PoolExists", () -> client.pools().add(pool("pool"))),
                refused("Pool_Add", "409 PoolBeingDeleted", () -> client.pools().add(pool("deleting"))),
                refused(
                        "Pool_Add",
                        "400 InvalidPropertyValue",
                        () -> client.pools().add(pool("not an id"))),
                refused(
                        "Pool_List",
                        "400 InvalidQueryParameterValue",
                        () -> client.pools().list(new PoolListOptions().withMaxResults(-5))),
                refused("Pool_Get", "404 PoolNotFound", () -> client.pools().get(NONE)),
                refused(
                        "Pool_Get",
                        "412 ConditionNotMet",
                        () -> client.pools().get("pool", new PoolGetOptions().withIfMatch(OLD))),
                refused(
                        "Pool_Exists",
                        "412",
                        () -> client.pools().exists("pool", new PoolExistsOptions().withIfMatch(OLD))),
                refused("Pool_Delete", "404 PoolNotFound", () -> client.pools().delete(NONE)),
                refused(
                        "Pool_Delete",
                        "409 PoolBeingDeleted",
                        () -> client.pools().delete("deleting")),
                refused(
                        "Pool_Delete",
                        "412 ConditionNotMet",
                        () -> client.pools().delete("pool", new PoolDeleteOptions().withIfMatch(OLD))),
                refused("Pool_Patch", "404 PoolNotFound", () -> client.pools().patch(NONE, new PoolPatchParameter())),
                refused(
                        "Pool_Patch",
                        "409 PoolBeingDeleted",
                        () -> client.pools().patch("deleting", new PoolPatchParameter())),
                refused(
                        "Pool_Patch",
                        "412 ConditionNotMet",
                        () -> client.pools()
                                .patch("pool", new PoolPatchParameter(), new PoolPatchOptions().withIfMatch(OLD))),
                refused(
                        "Pool_UpdateProperties",
                        "404 PoolNotFound",
                        () -> client.pools().updateProperties(NONE, properties())),
                refused(
                        "Pool_UpdateProperties",
                        "409 PoolBeingDeleted",
                        () -> client.pools().updateProperties("deleting", properties())),
                refused(
                        "Pool_Resize",
                        "404 PoolNotFound",
                        () -> client.pools().resize(NONE, new PoolResizeParameter().withTargetDedicatedNodes(1))),
                refused(
                        "Pool_Resize",
                        "400 MissingRequiredProperty",
                        () -> client.pools().resize("pool", new PoolResizeParameter())),
                refused(
                        "Pool_Resize",
                        "409 PoolBeingResized",
                        () -> client.pools().resize("resizing", new PoolResizeParameter().withTargetDedicatedNodes(1))),
                refused(
                        "Pool_Resize",
                        "409 OperationInvalidForCurrentState",
                        () -> client.pools().resize("auto", new PoolResizeParameter().withTargetDedicatedNodes(1))),
                refused(
                        "Pool_Resize",
                        "412 ConditionNotMet",
                        () -> client.pools()
                                .resize(
                                        "pool",
                                        new PoolResizeParameter().withTargetDedicatedNodes(1),
                                        new PoolResizeOptions().withIfMatch(OLD))),
                refused(
                        "Pool_StopResize",
                        "404 PoolNotFound",
                        () -> client.pools().stopResize(NONE)),
                refused(
                        "Pool_StopResize",
                        "412 ConditionNotMet",
                        () -> client.pools().stopResize("pool", new PoolStopResizeOptions().withIfMatch(OLD))),
                refused(
                        "Pool_EnableAutoScale",
                        "404 PoolNotFound",
                        () -> client.pools().enableAutoScale(NONE, formula("$TargetDedicatedNodes=0"))),
                refused(
                        "Pool_EnableAutoScale",
                        "400 AutoScalingFormulaSyntaxError",
                        () -> client.pools().enableAutoScale("pool", formula("$TargetDedicatedNodes="))),
                refused(
                        "Pool_EnableAutoScale",
                        "409 PoolBeingResized",
                        () -> client.pools().enableAutoScale("resizing", formula("$TargetDedicatedNodes=0"))),
                refused(
                        "Pool_DisableAutoScale",
                        "404 PoolNotFound",
                        () -> client.pools().disableAutoScale(NONE)),
                refused(
                        "Pool_EvaluateAutoScale",
                        "404 PoolNotFound",
                        () -> client.pools().evaluateAutoScale(NONE, "$TargetDedicatedNodes=0")),
                refused(
                        "Pool_EvaluateAutoScale",
                        "409 OperationInvalidForCurrentState",
                        () -> client.pools().evaluateAutoScale("pool", "$TargetDedicatedNodes=0")),
                refused(
                        "Pool_RemoveNodes",
                        "404 PoolNotFound",
                        () -> client.pools().removeNodes(NONE, new NodeRemoveParameter().withNodeList(List.of(node)))),
                refused(
                        "Pool_RemoveNodes",
                        "404 NodeNotFound",
                        () -> client.pools()
                                .removeNodes("pool", new NodeRemoveParameter().withNodeList(List.of(NONE)))),
                refused(
                        "Pool_RemoveNodes",
                        "409 PoolBeingResized",
                        () -> client.pools()
                                .removeNodes("resizing", new NodeRemoveParameter().withNodeList(List.of(NONE)))));
    }

    private static List<Case> nodes() {
        ComputeNodes nodes = client.computeNodes();
        return List.of(
                refused("ComputeNode_List", "404 PoolNotFound", () -> nodes.list(NONE)),
                refused("ComputeNode_Get", "404 NodeNotFound", () -> nodes.get("pool", NONE)),
                refused("ComputeNode_Reboot", "404 NodeNotFound", () -> nodes.reboot("pool", NONE)),
                refused("ComputeNode_Reboot", "409 NodeBeingRebooted", () -> nodes.reboot("pool", rebooting)),
                refused("ComputeNode_Reimage", "404 NodeNotFound", () -> nodes.reimage("pool", NONE)),
                refused("ComputeNode_Reimage", "409 NodeBeingRebooted", () -> nodes.reimage("pool", rebooting)),
                refused("ComputeNode_Deallocate", "404 NodeNotFound", () -> nodes.deallocate("pool", NONE)),
                refused("ComputeNode_Deallocate", "409 NodeBeingRebooted", () -> nodes.deallocate("pool", rebooting)),
                refused("ComputeNode_Start", "404 NodeNotFound", () -> nodes.start("pool", NONE)),
                refused("ComputeNode_Start", "409 OperationInvalidForCurrentState", () -> nodes.start("pool", node)),
                refused(
                        "ComputeNode_DisableScheduling",
                        "404 NodeNotFound",
                        () -> nodes.disableScheduling("pool", NONE)),
                refused(
                        "ComputeNode_EnableScheduling",
                        "409 NodeAlreadyInTargetSchedulingState",
                        () -> nodes.enableScheduling("pool", node)),
                refused("ComputeNode_AddUser", "404 NodeNotFound", () -> nodes.addUser("pool", NONE, user())),
                refused("ComputeNode_AddUser", "409 NodeUserExists", () -> nodes.addUser("pool", node, user())),
                refused(
                        "ComputeNode_UpdateUser",
                        "404 NodeUserNotFound",
                        () -> nodes.updateUser("pool", node, NONE, new NodeUpdateUserParameter().withPassword("p"))),
                refused("ComputeNode_DeleteUser", "404 NodeUserNotFound", () -> nodes.deleteUser("pool", node, NONE)),
                refused(
                        "ComputeNode_GetRemoteLoginSettings",
                        "404 NodeNotFound",
                        () -> nodes.getRemoteLoginSettings("pool", NONE)),
                refused(
                        "ComputeNode_UploadBatchServiceLogs",
                        "404 NodeNotFound",
                        () -> nodes.uploadBatchServiceLogs(
                                "pool",
                                NONE,
                                new UploadBatchServiceLogsConfiguration()
                                        .withContainerUrl("https://example.org/c")
                                        .withStartTime(DateTime.now()))),
                refused(
                        "ComputeNodeExtension_List",
                        "404 NodeNotFound",
                        () -> client.computeNodeExtensions().list("pool", NONE)),
                refused(
                        "ComputeNodeExtension_Get",
                        "404 NodeNotFound",
                        () -> client.computeNodeExtensions().get("pool", NONE, "health")));
    }

    private static List<Case> jobs() {
        Jobs jobs = client.jobs();
        JobUpdateParameter update = new JobUpdateParameter().withPoolInfo(new PoolInformation().withPoolId("pool"));
        return List.of(
                refused("Job_Add", "409 JobExists", () -> jobs.add(job("job", "pool"))),
                refused("Job_Add", "409 JobBeingDeleted", () -> jobs.add(job("deleting", "pool"))),
                refused("Job_Add", "400 InvalidPropertyValue", () -> jobs.add(job("not an id", "pool"))),
                refused(
                        "Job_List",
                        "400 InvalidQueryParameterValue",
                        () -> jobs.list(new JobListOptions().withFilter("id eq"))),
                refused("Job_ListFromJobSchedule", "404 JobScheduleNotFound", () -> jobs.listFromJobSchedule(NONE)),
                refused("Job_Get", "404 JobNotFound", () -> jobs.get(NONE)),
                refused("Job_Get", "412 ConditionNotMet", () -> jobs.get("job", new JobGetOptions().withIfMatch(OLD))),
                refused("Job_Patch", "404 JobNotFound", () -> jobs.patch(NONE, new JobPatchParameter())),
                refused(
                        "Job_Patch",
                        "409 JobCompleted",
                        () -> jobs.patch("completed", new JobPatchParameter().withPriority(1))),
                refused(
                        "Job_Patch",
                        "400 OutOfRangePriority",
                        () -> jobs.patch("job", new JobPatchParameter().withPriority(1001))),
                refused("Job_Update", "404 JobNotFound", () -> jobs.update(NONE, update)),
                refused(
                        "Job_Update",
                        "412 ConditionNotMet",
                        () -> jobs.update("job", update, new JobUpdateOptions().withIfMatch(OLD))),
                refused("Job_Disable", "404 JobNotFound", () -> jobs.disable(NONE, DisableJobOption.WAIT)),
                refused(
                        "Job_Disable",
                        "409 JobBeingTerminated",
                        () -> jobs.disable("terminating", DisableJobOption.WAIT)),
                refused("Job_Disable", "409 JobCompleted", () -> jobs.disable("completed", DisableJobOption.WAIT)),
                refused("Job_Enable", "404 JobNotFound", () -> jobs.enable(NONE)),
                refused("Job_Enable", "409 OperationInvalidForCurrentState", () -> jobs.enable("job")),
                refused("Job_Terminate", "404 JobNotFound", () -> jobs.terminate(NONE)),
                refused("Job_Terminate", "409 JobBeingTerminated", () -> jobs.terminate("terminating")),
                refused("Job_Terminate", "409 JobCompleted", () -> jobs.terminate("completed")),
                refused("Job_Delete", "404 JobNotFound", () -> jobs.delete(NONE)),
                refused("Job_Delete", "409 JobBeingDeleted", () -> jobs.delete("deleting")),
                refused(
                        "Job_Delete",
                        "412 ConditionNotMet",
                        () -> jobs.delete(
                                "job", new JobDeleteOptions().withForce(true).withIfMatch(OLD))),
                refused("Job_GetTaskCounts", "404 JobNotFound", () -> jobs.getTaskCounts(NONE)),
                refused(
                        "Job_ListPreparationAndReleaseTaskStatus",
                        "404 JobNotFound",
                        () -> jobs.listPreparationAndReleaseTaskStatus(NONE)),
                refused(
                        "Job_ListPreparationAndReleaseTaskStatus",
                        "409 JobPreparationTaskOrReleaseTaskNotSpecified",
                        () -> jobs.listPreparationAndReleaseTaskStatus("job")));
    }

    private static List<Case> schedules() {
        JobSchedules schedules = client.jobSchedules();
        JobScheduleUpdateParameter update =
                new JobScheduleUpdateParameter().withSchedule(hourly()).withJobSpecification(specification());
        return List.of(
                refused("JobSchedule_Add", "409 JobScheduleExists", () -> schedules.add(schedule("schedule"))),
                refused("JobSchedule_Add", "409 JobScheduleBeingDeleted", () -> schedules.add(schedule("dying"))),
                refused("JobSchedule_Add", "409 JobWithSameIdExists", () -> schedules.add(schedule("job"))),
                refused(
                        "JobSchedule_List",
                        "400 InvalidQueryParameterValue",
                        () -> schedules.list(new JobScheduleListOptions().withFilter("priority eq 1"))),
                refused("JobSchedule_Get", "404 JobScheduleNotFound", () -> schedules.get(NONE)),
                refused(
                        "JobSchedule_Exists",
                        "412",
                        () -> schedules.exists("schedule", new JobScheduleExistsOptions().withIfMatch(OLD))),
                refused(
                        "JobSchedule_Patch",
                        "404 JobScheduleNotFound",
                        () -> schedules.patch(NONE, new JobSchedulePatchParameter())),
                refused(
                        "JobSchedule_Patch",
                        "409 JobScheduleCompleted",
                        () -> schedules.patch("over", new JobSchedulePatchParameter().withSchedule(hourly()))),
                refused("JobSchedule_Update", "404 JobScheduleNotFound", () -> schedules.update(NONE, update)),
                refused(
                        "JobSchedule_Update",
                        "412 ConditionNotMet",
                        () -> schedules.update("schedule", update, new JobScheduleUpdateOptions().withIfMatch(OLD))),
                refused("JobSchedule_Disable", "404 JobScheduleNotFound", () -> schedules.disable(NONE)),
                refused("JobSchedule_Disable", "409 JobScheduleCompleted", () -> schedules.disable("over")),
                refused("JobSchedule_Enable", "404 JobScheduleNotFound", () -> schedules.enable(NONE)),
                refused("JobSchedule_Enable", "409 JobScheduleCompleted", () -> schedules.enable("over")),
                refused("JobSchedule_Terminate", "404 JobScheduleNotFound", () -> schedules.terminate(NONE)),
                refused("JobSchedule_Terminate", "409 JobScheduleCompleted", () -> schedules.terminate("over")),
                refused("JobSchedule_Delete", "404 JobScheduleNotFound", () -> schedules.delete(NONE)),
                refused("JobSchedule_Delete", "409 JobScheduleBeingDeleted", () -> schedules.delete("dying")));
    }

    private static List<Case> tasks() {
        Tasks tasks = client.tasks();
        return List.of(
                refused("Task_Add", "404 JobNotFound", () -> tasks.add(NONE, task("t"))),
                refused("Task_Add", "409 TaskExists", () -> tasks.add("job", task("done"))),
                refused("Task_Add", "409 JobCompleted", () -> tasks.add("completed", task("t"))),
                refused("Task_Add", "409 JobBeingTerminated", () -> tasks.add("terminating", task("t"))),
                refused("Task_Add", "409 JobBeingDeleted", () -> tasks.add("deleting", task("t"))),
                refused("Task_Add", "400 InvalidPropertyValue", () -> tasks.add("job", task("not an id"))),
                refused("Task_AddCollection", "404 JobNotFound", () -> tasks.addCollection(NONE, List.of(task("t")))),
                refused(
                        "Task_AddCollection",
                        "409 JobCompleted",
                        () -> tasks.addCollection("completed", List.of(task("t")))),
                refused("Task_List", "404 JobNotFound", () -> tasks.list(NONE)),
                refused(
                        "Task_List",
                        "400 InvalidQueryParameterValue",
                        () -> tasks.list("job", new TaskListOptions().withMaxResults(1001))),
                refused("Task_Get", "404 TaskNotFound", () -> tasks.get("job", NONE)),
                refused(
                        "Task_Get",
                        "412 ConditionNotMet",
                        () -> tasks.get("job", "done", new TaskGetOptions().withIfMatch(OLD))),
                refused("Task_Update", "404 TaskNotFound", () -> tasks.update("job", NONE)),
                refused("Task_Update", "409 TaskCompleted", () -> tasks.update("job", "done")),
                refused("Task_Terminate", "404 TaskNotFound", () -> tasks.terminate("job", NONE)),
                refused("Task_Terminate", "409 TaskCompleted", () -> tasks.terminate("job", "done")),
                refused("Task_Reactivate", "404 TaskNotFound", () -> tasks.reactivate("job", NONE)),
                refused("Task_Reactivate", "409 TaskSucceeded", () -> tasks.reactivate("job", "done")),
                refused("Task_Reactivate", "409 TaskNotCompleted", () -> tasks.reactivate("waiting", "active")),
                refused("Task_Delete", "404 TaskNotFound", () -> tasks.delete("job", NONE)),
                refused(
                        "Task_Delete",
                        "412 ConditionNotMet",
                        () -> tasks.delete("job", "done", new TaskDeleteOptions().withIfMatch(OLD))),
                refused("Task_ListSubtasks", "404 TaskNotFound", () -> tasks.listSubtasks("job", NONE)));
    }

    private static List<Case> files() {
        Files files = client.files();
        ByteArrayOutputStream sink = new ByteArrayOutputStream();
        return List.of(
                refused("File_ListFromTask", "404 TaskNotFound", () -> files.listFromTask("job", NONE)),
                refused(
                        "File_ListFromTask",
                        "409 OperationInvalidForCurrentState",
                        () -> files.listFromTask("waiting", "active")),
                refused("File_GetFromTask", "404 FileNotFound", () -> files.getFromTask("job", "done", NONE, sink)),
                refused(
                        "File_GetFromTask",
                        "416 InvalidRange",
                        () -> files.getFromTask(
                                "job",
                                "done",
                                "stdout.txt",
                                new FileGetFromTaskOptions().withOcpRange("bytes=9000-9001"),
                                sink)),
                refused("File_GetPropertiesFromTask", "404", () -> files.getPropertiesFromTask("job", "done", NONE)),
                refused("File_DeleteFromTask", "404 FileNotFound", () -> files.deleteFromTask("job", "done", NONE)),
                refused("File_ListFromComputeNode", "404 NodeNotFound", () -> files.listFromComputeNode("pool", NONE)),
                refused(
                        "File_GetFromComputeNode",
                        "404 FileNotFound",
                        () -> files.getFromComputeNode("pool", node, NONE, sink)),
                refused(
                        "File_GetPropertiesFromComputeNode",
                        "404",
                        () -> files.getPropertiesFromComputeNode("pool", node, NONE)),
                refused(
                        "File_DeleteFromComputeNode",
                        "404 FileNotFound",
                        () -> files.deleteFromComputeNode("pool", node, NONE)));
    }

    private static List<Case> certificates() {
        Certificates certificates = client.certificates();
        return List.of(
                refused(
                        "Certificate_Add",
                        "409 CertificateExists",
                        () -> certificates.add(certificate(TestCertificate.read()))),
                refused(
                        "Certificate_List",
                        "400 InvalidQueryParameterValue",
                        () -> certificates.list(new CertificateListOptions().withMaxResults(0))),
                refused("Certificate_Get", "404 CertificateNotFound", () -> certificates.get("sha1", OTHER)),
                refused("Certificate_Delete", "404 CertificateNotFound", () -> certificates.delete("sha1", OTHER)),
                refused(
                        "Certificate_CancelDeletion",
                        "404 CertificateNotFound",
                        () -> certificates.cancelDeletion("sha1", OTHER)),
                refused(
                        "Certificate_CancelDeletion",
                        "409 CertificateStateActive",
                        () -> certificates.cancelDeletion("sha1", thumbprint)));
    }

    private static void assertRefused(String expected, ThrowingCallable call) {
        BatchErrorException refusal = catchThrowableOfType(BatchErrorException.class, call);
        assertThat(refusal).as("refused with " + expected).isNotNull();
        String code = refusal.body() == null || refusal.body().code() == null
                ? ""
                : " " + refusal.body().code();
        assertThat(refusal.response().code() + code).isEqualTo(expected);
    }

    private static void pass() throws InterruptedException {
        azure.clock().pass(Duration.ofMinutes(2));
    }

    private static PoolAddParameter pool(String id) {
        return new PoolAddParameter()
                .withId(id)
                .withVmSize("standard_d2s_v3")
                .withVirtualMachineConfiguration(Ubuntu.machine());
    }

    private static PoolUpdatePropertiesParameter properties() {
        return new PoolUpdatePropertiesParameter()
                .withCertificateReferences(List.of())
                .withApplicationPackageReferences(List.of())
                .withMetadata(List.of());
    }

    private static PoolEnableAutoScaleParameter formula(String text) {
        return new PoolEnableAutoScaleParameter().withAutoScaleFormula(text);
    }

    private static JobAddParameter job(String id, String pool) {
        return new JobAddParameter().withId(id).withPoolInfo(new PoolInformation().withPoolId(pool));
    }

    private static JobScheduleAddParameter schedule(String id) {
        return new JobScheduleAddParameter().withId(id).withSchedule(hourly()).withJobSpecification(specification());
    }

    private static Schedule hourly() {
        return new Schedule().withRecurrenceInterval(Period.hours(1));
    }

    private static JobSpecification specification() {
        return new JobSpecification().withPoolInfo(new PoolInformation().withPoolId("empty"));
    }

    private static TaskAddParameter task(String id) {
        return new TaskAddParameter().withId(id).withCommandLine("true");
    }

    private static ComputeNodeUser user() {
        return new ComputeNodeUser().withName("user").withPassword("pass");
    }

    private static CertificateAddParameter certificate(TestCertificate certificate) throws IOException {
        return new CertificateAddParameter()
                .withThumbprint(certificate.thumbprint())
                .withThumbprintAlgorithm("sha1")
                .withData(certificate.base64())
                .withCertificateFormat(CertificateFormat.CER);
    }
}
