package io.github.batchbench.fake.protocol.batch;

import com.microsoft.azure.batch.protocol.Files;
import com.microsoft.azure.batch.protocol.JobSchedules;
import com.microsoft.azure.batch.protocol.Jobs;
import com.microsoft.azure.batch.protocol.Tasks;
import com.microsoft.azure.batch.protocol.models.DisableJobOption;
import com.microsoft.azure.batch.protocol.models.FileGetFromTaskOptions;
import com.microsoft.azure.batch.protocol.models.JobDeleteOptions;
import com.microsoft.azure.batch.protocol.models.JobGetOptions;
import com.microsoft.azure.batch.protocol.models.JobListOptions;
import com.microsoft.azure.batch.protocol.models.JobPatchParameter;
import com.microsoft.azure.batch.protocol.models.JobScheduleExistsOptions;
import com.microsoft.azure.batch.protocol.models.JobScheduleListOptions;
import com.microsoft.azure.batch.protocol.models.JobSchedulePatchParameter;
import com.microsoft.azure.batch.protocol.models.JobScheduleUpdateOptions;
import com.microsoft.azure.batch.protocol.models.JobScheduleUpdateParameter;
import com.microsoft.azure.batch.protocol.models.JobUpdateOptions;
import com.microsoft.azure.batch.protocol.models.JobUpdateParameter;
import com.microsoft.azure.batch.protocol.models.PoolInformation;
import com.microsoft.azure.batch.protocol.models.TaskDeleteOptions;
import com.microsoft.azure.batch.protocol.models.TaskGetOptions;
import com.microsoft.azure.batch.protocol.models.TaskListOptions;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.stream.Stream;

/** What the operations on jobs, schedules, tasks and their files refuse. */
final class JobRefusals {
    private final EveryState state;

    JobRefusals(EveryState state) {
        this.state = state;
    }

    Stream<Refusal> all() {
        return Stream.of(jobs(), schedules(), tasks(), files()).flatMap(List::stream);
    }

    private List<Refusal> jobs() {
        Jobs jobs = state.client.jobs();
        JobUpdateParameter update = new JobUpdateParameter().withPoolInfo(new PoolInformation().withPoolId("pool"));
        return List.of(
                new Refusal("Job_Add", "409 JobExists", () -> jobs.add(EveryState.job("job", "pool"))),
                new Refusal("Job_Add", "409 JobBeingDeleted", () -> jobs.add(EveryState.job("deleting", "pool"))),
                new Refusal("Job_Add", "400 InvalidPropertyValue", () -> jobs.add(EveryState.job("not an id", "pool"))),
                new Refusal(
                        "Job_List",
                        "400 InvalidQueryParameterValue",
                        () -> jobs.list(new JobListOptions().withFilter("id eq"))),
                new Refusal(
                        "Job_ListFromJobSchedule",
                        "404 JobScheduleNotFound",
                        () -> jobs.listFromJobSchedule(EveryState.NONE)),
                new Refusal("Job_Get", "404 JobNotFound", () -> jobs.get(EveryState.NONE)),
                new Refusal(
                        "Job_Get",
                        "412 ConditionNotMet",
                        () -> jobs.get("job", new JobGetOptions().withIfMatch(EveryState.OLD))),
                new Refusal("Job_Patch", "404 JobNotFound", () -> jobs.patch(EveryState.NONE, new JobPatchParameter())),
                new Refusal(
                        "Job_Patch",
                        "409 JobCompleted",
                        () -> jobs.patch("completed", new JobPatchParameter().withPriority(1))),
                new Refusal(
                        "Job_Patch",
                        "400 OutOfRangePriority",
                        () -> jobs.patch("job", new JobPatchParameter().withPriority(1001))),
                new Refusal("Job_Update", "404 JobNotFound", () -> jobs.update(EveryState.NONE, update)),
                new Refusal(
                        "Job_Update",
                        "412 ConditionNotMet",
                        () -> jobs.update("job", update, new JobUpdateOptions().withIfMatch(EveryState.OLD))),
                new Refusal(
                        "Job_Disable", "404 JobNotFound", () -> jobs.disable(EveryState.NONE, DisableJobOption.WAIT)),
                new Refusal(
                        "Job_Disable",
                        "409 JobBeingTerminated",
                        () -> jobs.disable("terminating", DisableJobOption.WAIT)),
                new Refusal("Job_Disable", "409 JobCompleted", () -> jobs.disable("completed", DisableJobOption.WAIT)),
                new Refusal("Job_Enable", "404 JobNotFound", () -> jobs.enable(EveryState.NONE)),
                new Refusal("Job_Enable", "409 OperationInvalidForCurrentState", () -> jobs.enable("job")),
                new Refusal("Job_Terminate", "404 JobNotFound", () -> jobs.terminate(EveryState.NONE)),
                new Refusal("Job_Terminate", "409 JobBeingTerminated", () -> jobs.terminate("terminating")),
                new Refusal("Job_Terminate", "409 JobCompleted", () -> jobs.terminate("completed")),
                new Refusal("Job_Delete", "404 JobNotFound", () -> jobs.delete(EveryState.NONE)),
                new Refusal("Job_Delete", "409 JobBeingDeleted", () -> jobs.delete("deleting")),
                new Refusal(
                        "Job_Delete",
                        "412 ConditionNotMet",
                        () -> jobs.delete(
                                "job", new JobDeleteOptions().withForce(true).withIfMatch(EveryState.OLD))),
                new Refusal("Job_GetTaskCounts", "404 JobNotFound", () -> jobs.getTaskCounts(EveryState.NONE)),
                new Refusal(
                        "Job_ListPreparationAndReleaseTaskStatus",
                        "404 JobNotFound",
                        () -> jobs.listPreparationAndReleaseTaskStatus(EveryState.NONE)),
                new Refusal(
                        "Job_ListPreparationAndReleaseTaskStatus",
                        "409 JobPreparationTaskOrReleaseTaskNotSpecified",
                        () -> jobs.listPreparationAndReleaseTaskStatus("job")));
    }

    private List<Refusal> schedules() {
        JobSchedules schedules = state.client.jobSchedules();
        JobScheduleUpdateParameter update = new JobScheduleUpdateParameter()
                .withSchedule(EveryState.hourly())
                .withJobSpecification(EveryState.specification());
        return List.of(
                new Refusal(
                        "JobSchedule_Add",
                        "409 JobScheduleExists",
                        () -> schedules.add(EveryState.schedule("schedule"))),
                new Refusal(
                        "JobSchedule_Add",
                        "409 JobScheduleBeingDeleted",
                        () -> schedules.add(EveryState.schedule("dying"))),
                new Refusal(
                        "JobSchedule_Add", "409 JobWithSameIdExists", () -> schedules.add(EveryState.schedule("job"))),
                new Refusal(
                        "JobSchedule_List",
                        "400 InvalidQueryParameterValue",
                        () -> schedules.list(new JobScheduleListOptions().withFilter("priority eq 1"))),
                new Refusal("JobSchedule_Get", "404 JobScheduleNotFound", () -> schedules.get(EveryState.NONE)),
                new Refusal(
                        "JobSchedule_Exists",
                        "412",
                        () -> schedules.exists("schedule", new JobScheduleExistsOptions().withIfMatch(EveryState.OLD))),
                new Refusal(
                        "JobSchedule_Patch",
                        "404 JobScheduleNotFound",
                        () -> schedules.patch(EveryState.NONE, new JobSchedulePatchParameter())),
                new Refusal(
                        "JobSchedule_Patch",
                        "409 JobScheduleCompleted",
                        () -> schedules.patch(
                                "over", new JobSchedulePatchParameter().withSchedule(EveryState.hourly()))),
                new Refusal(
                        "JobSchedule_Update",
                        "404 JobScheduleNotFound",
                        () -> schedules.update(EveryState.NONE, update)),
                new Refusal(
                        "JobSchedule_Update",
                        "412 ConditionNotMet",
                        () -> schedules.update(
                                "schedule", update, new JobScheduleUpdateOptions().withIfMatch(EveryState.OLD))),
                new Refusal("JobSchedule_Disable", "404 JobScheduleNotFound", () -> schedules.disable(EveryState.NONE)),
                new Refusal("JobSchedule_Disable", "409 JobScheduleCompleted", () -> schedules.disable("over")),
                new Refusal("JobSchedule_Enable", "404 JobScheduleNotFound", () -> schedules.enable(EveryState.NONE)),
                new Refusal("JobSchedule_Enable", "409 JobScheduleCompleted", () -> schedules.enable("over")),
                new Refusal(
                        "JobSchedule_Terminate", "404 JobScheduleNotFound", () -> schedules.terminate(EveryState.NONE)),
                new Refusal("JobSchedule_Terminate", "409 JobScheduleCompleted", () -> schedules.terminate("over")),
                new Refusal("JobSchedule_Delete", "404 JobScheduleNotFound", () -> schedules.delete(EveryState.NONE)),
                new Refusal("JobSchedule_Delete", "409 JobScheduleBeingDeleted", () -> schedules.delete("dying")));
    }

    private List<Refusal> tasks() {
        Tasks tasks = state.client.tasks();
        return List.of(
                new Refusal("Task_Add", "404 JobNotFound", () -> tasks.add(EveryState.NONE, EveryState.task("t"))),
                new Refusal("Task_Add", "409 TaskExists", () -> tasks.add("job", EveryState.task("done"))),
                new Refusal("Task_Add", "409 JobCompleted", () -> tasks.add("completed", EveryState.task("t"))),
                new Refusal("Task_Add", "409 JobBeingTerminated", () -> tasks.add("terminating", EveryState.task("t"))),
                new Refusal("Task_Add", "409 JobBeingDeleted", () -> tasks.add("deleting", EveryState.task("t"))),
                new Refusal(
                        "Task_Add", "400 InvalidPropertyValue", () -> tasks.add("job", EveryState.task("not an id"))),
                new Refusal(
                        "Task_AddCollection",
                        "404 JobNotFound",
                        () -> tasks.addCollection(EveryState.NONE, List.of(EveryState.task("t")))),
                new Refusal(
                        "Task_AddCollection",
                        "409 JobCompleted",
                        () -> tasks.addCollection("completed", List.of(EveryState.task("t")))),
                new Refusal("Task_List", "404 JobNotFound", () -> tasks.list(EveryState.NONE)),
                new Refusal(
                        "Task_List",
                        "400 InvalidQueryParameterValue",
                        () -> tasks.list("job", new TaskListOptions().withMaxResults(1001))),
                new Refusal("Task_Get", "404 TaskNotFound", () -> tasks.get("job", EveryState.NONE)),
                new Refusal(
                        "Task_Get",
                        "412 ConditionNotMet",
                        () -> tasks.get("job", "done", new TaskGetOptions().withIfMatch(EveryState.OLD))),
                new Refusal("Task_Update", "404 TaskNotFound", () -> tasks.update("job", EveryState.NONE)),
                new Refusal("Task_Update", "409 TaskCompleted", () -> tasks.update("job", "done")),
                new Refusal("Task_Terminate", "404 TaskNotFound", () -> tasks.terminate("job", EveryState.NONE)),
                new Refusal("Task_Terminate", "409 TaskCompleted", () -> tasks.terminate("job", "done")),
                new Refusal("Task_Reactivate", "404 TaskNotFound", () -> tasks.reactivate("job", EveryState.NONE)),
                new Refusal("Task_Reactivate", "409 TaskSucceeded", () -> tasks.reactivate("job", "done")),
                new Refusal("Task_Reactivate", "409 TaskNotCompleted", () -> tasks.reactivate("waiting", "active")),
                new Refusal("Task_Delete", "404 TaskNotFound", () -> tasks.delete("job", EveryState.NONE)),
                new Refusal(
                        "Task_Delete",
                        "412 ConditionNotMet",
                        () -> tasks.delete("job", "done", new TaskDeleteOptions().withIfMatch(EveryState.OLD))),
                new Refusal("Task_ListSubtasks", "404 TaskNotFound", () -> tasks.listSubtasks("job", EveryState.NONE)));
    }

    private List<Refusal> files() {
        Files files = state.client.files();
        ByteArrayOutputStream sink = new ByteArrayOutputStream();
        return List.of(
                new Refusal("File_ListFromTask", "404 TaskNotFound", () -> files.listFromTask("job", EveryState.NONE)),
                new Refusal(
                        "File_ListFromTask",
                        "409 OperationInvalidForCurrentState",
                        () -> files.listFromTask("waiting", "active")),
                new Refusal(
                        "File_GetFromTask",
                        "404 FileNotFound",
                        () -> files.getFromTask("job", "done", EveryState.NONE, sink)),
                new Refusal(
                        "File_GetFromTask",
                        "416 InvalidRange",
                        () -> files.getFromTask(
                                "job",
                                "done",
                                "stdout.txt",
                                new FileGetFromTaskOptions().withOcpRange("bytes=9000-9001"),
                                sink)),
                new Refusal(
                        "File_GetPropertiesFromTask",
                        "404",
                        () -> files.getPropertiesFromTask("job", "done", EveryState.NONE)),
                new Refusal(
                        "File_DeleteFromTask",
                        "404 FileNotFound",
                        () -> files.deleteFromTask("job", "done", EveryState.NONE)),
                new Refusal(
                        "File_ListFromComputeNode",
                        "404 NodeNotFound",
                        () -> files.listFromComputeNode("pool", EveryState.NONE)),
                new Refusal(
                        "File_GetFromComputeNode",
                        "404 FileNotFound",
                        () -> files.getFromComputeNode("pool", state.node, EveryState.NONE, sink)),
                new Refusal(
                        "File_GetPropertiesFromComputeNode",
                        "404",
                        () -> files.getPropertiesFromComputeNode("pool", state.node, EveryState.NONE)),
                new Refusal(
                        "File_DeleteFromComputeNode",
                        "404 FileNotFound",
                        () -> files.deleteFromComputeNode("pool", state.node, EveryState.NONE)));
    }
}
