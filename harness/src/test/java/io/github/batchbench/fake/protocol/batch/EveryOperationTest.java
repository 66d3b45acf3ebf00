package io.github.batchbench.fake.protocol.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.azure.batch.BatchClient;
import com.microsoft.azure.batch.auth.BatchSharedKeyCredentials;
import com.microsoft.azure.batch.protocol.BatchServiceClient;
import com.microsoft.azure.batch.protocol.models.BatchErrorException;
import com.microsoft.azure.batch.protocol.models.Certificate;
import com.microsoft.azure.batch.protocol.models.CertificateAddParameter;
import com.microsoft.azure.batch.protocol.models.CertificateFormat;
import com.microsoft.azure.batch.protocol.models.CertificateState;
import com.microsoft.azure.batch.protocol.models.CloudTask;
import com.microsoft.azure.batch.protocol.models.DisableJobOption;
import com.microsoft.azure.batch.protocol.models.JobAddParameter;
import com.microsoft.azure.batch.protocol.models.JobPatchParameter;
import com.microsoft.azure.batch.protocol.models.JobPreparationTask;
import com.microsoft.azure.batch.protocol.models.JobScheduleAddParameter;
import com.microsoft.azure.batch.protocol.models.JobSchedulePatchParameter;
import com.microsoft.azure.batch.protocol.models.JobScheduleState;
import com.microsoft.azure.batch.protocol.models.JobScheduleUpdateParameter;
import com.microsoft.azure.batch.protocol.models.JobSpecification;
import com.microsoft.azure.batch.protocol.models.JobState;
import com.microsoft.azure.batch.protocol.models.JobUpdateParameter;
import com.microsoft.azure.batch.protocol.models.PoolInformation;
import com.microsoft.azure.batch.protocol.models.PoolPatchParameter;
import com.microsoft.azure.batch.protocol.models.Schedule;
import com.microsoft.azure.batch.protocol.models.TaskAddParameter;
import com.microsoft.azure.batch.protocol.models.TaskConstraints;
import com.microsoft.azure.batch.protocol.models.TaskState;
import com.microsoft.azure.batch.protocol.models.TaskUpdateOptions;
import io.github.batchbench.api.FakeAzure;
import io.github.batchbench.fake.protocol.Content;
import io.github.batchbench.fake.protocol.Headers;
import io.github.batchbench.fake.protocol.Request;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.joda.time.Period;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** All operations of the service's version, called by the official Java client over HTTP; it takes no other statuses. */
class EveryOperationTest {
    private static final FakeAzure AZURE = FakeAzure.start();
    private static final BatchServiceClient CLIENT = BatchClient.open(new BatchSharedKeyCredentials(
                    AZURE.batchEndpoint().toString(), AZURE.batchAccount(), AZURE.batchKey()))
            .protocolLayer();
    private static final Duration A_WHILE = Duration.ofMinutes(1);

    EveryOperationTest() {
        AZURE.clock().virtual();
    }

    @AfterAll
    static void stop() {
        AZURE.close();
    }

    @Test
    void theJavaClientCanCallThemAll() throws IOException {
        AZURE.batch().applications().put("tool", "1.0");
        account();
        EveryPoolOperation pools = new EveryPoolOperation(CLIENT, AZURE);
        pools.pools();
        pools.nodes();
        jobsAndTasks();
        schedules();
        certificates();
        CLIENT.pools().delete("pool");
        assertThat(CLIENT.pools().exists("pool")).isTrue();
        pass();
        assertThat(CLIENT.pools().exists("pool")).isFalse();

        Set<String> all = new TreeSet<>();
        Operations.all().stream()
                .filter(operation -> operation.isIn(ApiVersion.SPECIFIED))
                .forEach(operation -> all.add(operation.id()));
        assertThat(all).hasSize(77);
        assertThat(called()).containsAll(all);
    }

    private static void pass() {
        pass(AZURE);
    }

    /** Long enough for whatever the service does by itself. */
    static void pass(FakeAzure azure) {
        try {
            azure.clock().pass(A_WHILE);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static Set<String> called() {
        Set<String> called = new TreeSet<>();
        AZURE.wireMock().getAllServeEvents().forEach(event -> {
            String path = event.getRequest().getUrl().replaceFirst("\\?.*", "");
            String method = event.getRequest().getMethod().value();
            called.add(
                    Operations.match(new Request(method, path, "", Headers.NONE, Content.EMPTY), ApiVersion.SPECIFIED)
                            .operation()
                            .id());
        });
        return called;
    }

    private static void account() {
        assertThat(CLIENT.accounts().listSupportedImages()).isNotEmpty();
        assertThat(CLIENT.applications().list()).hasSize(1);
        assertThat(CLIENT.applications().get("tool").versions()).containsExactly("1.0");
    }

    private static void jobsAndTasks() {
        CLIENT.jobs()
                .add(new JobAddParameter()
                        .withId("job")
                        .withPoolInfo(new PoolInformation().withPoolId("pool"))
                        .withJobPreparationTask(new JobPreparationTask().withCommandLine("true")));
        CLIENT.tasks().add("job", task("one", "/bin/sh -c 'echo hello; echo inner > inner.txt'"));
        assertThat(CLIENT.tasks()
                        .addCollection("job", List.of(task("two", "false"), task("three", "true")))
                        .value())
                .hasSize(2);
        pass();
        CloudTask two = CLIENT.tasks().get("job", "two");
        assertThat(two.state()).isEqualTo(TaskState.COMPLETED);
        assertThat(two.executionInfo().exitCode()).isEqualTo(1);
        assertThat(CLIENT.tasks().list("job")).hasSize(3);
        assertThat(CLIENT.jobs().getTaskCounts("job").taskCounts().failed()).isEqualTo(1);
        assertThat(CLIENT.tasks().listSubtasks("job", "one").value()).isEmpty();
        assertThat(CLIENT.jobs().listPreparationAndReleaseTaskStatus("job")).isNotEmpty();
        files(CLIENT.tasks().get("job", "one").nodeInfo().nodeId());
        CLIENT.jobs().disable("job", DisableJobOption.REQUEUE);
        pass();
        assertThat(CLIENT.jobs().get("job").state()).isEqualTo(JobState.DISABLED);
        CLIENT.tasks().reactivate("job", "two");
        assertThat(CLIENT.tasks().get("job", "two").state()).isEqualTo(TaskState.ACTIVE);
        CLIENT.tasks().update("job", "two", new TaskConstraints().withMaxTaskRetryCount(5), new TaskUpdateOptions());
        assertThat(CLIENT.tasks().get("job", "two").constraints().maxTaskRetryCount())
                .isEqualTo(5);
        CLIENT.tasks().terminate("job", "two");
        assertThat(CLIENT.tasks().get("job", "two").state()).isEqualTo(TaskState.COMPLETED);
        CLIENT.tasks().delete("job", "two");
        assertThat(CLIENT.tasks().list("job")).extracting("id").containsExactlyInAnyOrder("one", "three");
        CLIENT.jobs().patch("job", new JobPatchParameter().withPriority(7));
        assertThat(CLIENT.jobs().get("job").priority()).isEqualTo(7);
        CLIENT.jobs().update("job", new JobUpdateParameter().withPoolInfo(new PoolInformation().withPoolId("pool")));
        assertThat(CLIENT.jobs().get("job").priority()).isZero();
        CLIENT.jobs().enable("job");
        pass();
        assertThat(CLIENT.jobs().get("job").state()).isEqualTo(JobState.ACTIVE);
        CLIENT.jobs().terminate("job");
        pass();
        assertThat(CLIENT.jobs().list().get(0).state()).isEqualTo(JobState.COMPLETED);
        CLIENT.jobs().delete("job");
        pass();
        assertThat(CLIENT.jobs().list()).isEmpty();
    }

    private static TaskAddParameter task(String id, String command) {
        return new TaskAddParameter().withId(id).withCommandLine(command);
    }

    private static void files(String node) {
        ByteArrayOutputStream stdout = new ByteArrayOutputStream();
        CLIENT.files().getFromTask("job", "one", "stdout.txt", stdout);
        assertThat(stdout.toString(StandardCharsets.UTF_8)).isEqualTo("hello\n");
        assertThat(CLIENT.files().listFromTask("job", "one")).extracting("name").contains("stdout.txt", "wd");
        assertThat(CLIENT.files()
                        .getPropertiesFromTaskWithServiceResponseAsync("job", "one", "stdout.txt")
                        .toBlocking()
                        .single()
                        .headers()
                        .contentLength())
                .isEqualTo("hello\n".length());
        CLIENT.files().deleteFromTask("job", "one", "stderr.txt");
        assertThat(CLIENT.files().listFromTask("job", "one")).extracting("name").doesNotContain("stderr.txt");
        String inner = "workitems/job/job-1/one/wd/inner.txt";
        ByteArrayOutputStream innerText = new ByteArrayOutputStream();
        CLIENT.files().getFromComputeNode("pool", node, inner, innerText);
        assertThat(innerText.toString(StandardCharsets.UTF_8)).isEqualTo("inner\n");
        assertThat(CLIENT.files()
                        .getPropertiesFromComputeNodeWithServiceResponseAsync("pool", node, inner)
                        .toBlocking()
                        .single()
                        .headers()
                        .contentLength())
                .isEqualTo("inner\n".length());
        assertThat(CLIENT.files().listFromComputeNode("pool", node))
                .extracting("name")
                .contains("workitems");
        CLIENT.files().deleteFromComputeNode("pool", node, inner);
        assertThatThrownBy(() -> CLIENT.files().getPropertiesFromComputeNode("pool", node, inner))
                .isInstanceOf(BatchErrorException.class);
    }

    private static void schedules() {
        JobSpecification job = new JobSpecification().withPoolInfo(new PoolInformation().withPoolId("pool"));
        Schedule hourly = new Schedule().withRecurrenceInterval(Period.hours(1));
        CLIENT.jobSchedules()
                .add(new JobScheduleAddParameter()
                        .withId("schedule")
                        .withSchedule(hourly)
                        .withJobSpecification(job));
        pass();
        assertThat(CLIENT.jobSchedules().exists("schedule")).isTrue();
        assertThat(CLIENT.jobSchedules().list()).hasSize(1);
        assertThat(CLIENT.jobs().listFromJobSchedule("schedule").get(0).id()).isEqualTo("schedule:job-1");
        CLIENT.jobSchedules()
                .patch(
                        "schedule",
                        new JobSchedulePatchParameter()
                                .withSchedule(new Schedule().withRecurrenceInterval(Period.hours(2))));
        assertThat(recurrence()).isEqualTo(Period.hours(2));
        CLIENT.jobSchedules()
                .update(
                        "schedule",
                        new JobScheduleUpdateParameter().withSchedule(hourly).withJobSpecification(job));
        assertThat(recurrence()).isEqualTo(Period.hours(1));
        CLIENT.jobSchedules().disable("schedule");
        assertThat(CLIENT.jobSchedules().get("schedule").state()).isEqualTo(JobScheduleState.DISABLED);
        CLIENT.jobSchedules().enable("schedule");
        assertThat(CLIENT.jobSchedules().get("schedule").state()).isEqualTo(JobScheduleState.ACTIVE);
        CLIENT.jobSchedules().terminate("schedule");
        pass();
        assertThat(CLIENT.jobSchedules().get("schedule").state()).isEqualTo(JobScheduleState.COMPLETED);
        CLIENT.jobSchedules().delete("schedule");
        pass();
        assertThat(CLIENT.jobSchedules().exists("schedule")).isFalse();
    }

    private static Period recurrence() {
        return CLIENT.jobSchedules().get("schedule").schedule().recurrenceInterval();
    }

    /** A pool that uses a certificate keeps it from being deleted. */
    private static void certificates() throws IOException {
        TestCertificate certificate = TestCertificate.read();
        CLIENT.certificates()
                .add(new CertificateAddParameter()
                        .withThumbprint(certificate.thumbprint())
                        .withThumbprintAlgorithm("sha1")
                        .withData(certificate.base64())
                        .withCertificateFormat(CertificateFormat.CER));
        assertThat(CLIENT.certificates().list()).hasSize(1);
        CLIENT.pools()
                .patch("pool", new PoolPatchParameter().withCertificateReferences(List.of(certificate.reference())));
        CLIENT.certificates().delete("sha1", certificate.thumbprint());
        pass();
        assertThat(CLIENT.certificates().get("sha1", certificate.thumbprint()).state())
                .isEqualTo(CertificateState.DELETE_FAILED);
        CLIENT.certificates().cancelDeletion("sha1", certificate.thumbprint());
        Certificate kept = CLIENT.certificates().get("sha1", certificate.thumbprint());
        assertThat(kept.state()).isEqualTo(CertificateState.ACTIVE);
        assertThat(kept.publicData()).isEqualTo(certificate.base64());
    }
}
