package io.github.batchbench.junit;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.storage.blob.BlobServiceClient;
import com.microsoft.azure.batch.BatchClient;
import com.microsoft.azure.batch.protocol.models.JobSpecification;
import com.microsoft.azure.batch.protocol.models.PoolInformation;
import com.microsoft.azure.batch.protocol.models.Schedule;
import io.github.batchbench.api.FakeAzure;
import io.github.batchbench.azure.AzureAccount;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.joda.time.DateTime;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.platform.testkit.engine.EngineExecutionResults;

/** What a test must not do unnoticed: leave things behind, or meet what the fake does not do. */
@Isolated("looks at the threads and processes of the whole JVM")
class GatesTest {
    @Test
    void failsWhoeverLeavesSomethingInTheAccount() {
        EngineExecutionResults results = Runs.of(LeavesInTheAccountTestCase.class);

        results.testEvents().assertStatistics(stats -> stats.failed(4).succeeded(2));
        assertThat(Runs.failures(results))
                .anySatisfy(text -> assertThat(text)
                        .contains("LeavesInTheAccountTestCase.job() left behind:\n  job left\n")
                        .contains("@MayLeave(Leftover.JOB)"))
                .anySatisfy(text -> assertThat(text).contains("container() left behind:\n  container left\n"))
                .anySatisfy(text -> assertThat(text).contains("schedule() left behind:\n  job schedule left\n"))
                .anySatisfy(text -> assertThat(text)
                        .contains("twoThings() left behind:\n  container left\n")
                        .doesNotContain("job left"));
    }

    @Test
    void namesThoseThatRanAtTheSameTimeWhenTheyShareAnAccount() {
        EngineExecutionResults results = Runs.kit(TogetherTestCase.class)
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
                .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
                .configurationParameter("junit.jupiter.execution.parallel.config.fixed.parallelism", "2")
                .execute();

        assertThat(Runs.failures(results))
                .singleElement()
                .asString()
                .contains("One of the tests", "TogetherTestCase.leaves()", "TogetherTestCase.cleans()", "job left");
    }

    @Test
    void failsWhoeverLeavesSomethingInTheJvm() throws IOException {
        try {
            EngineExecutionResults results = Runs.of(LeavesInTheJvmTestCase.class);

            results.testEvents().assertStatistics(stats -> stats.failed(3).succeeded(1));
            assertThat(Runs.failures(results))
                    .anySatisfy(text -> assertThat(text).contains("thread() left behind:\n  thread left-running"))
                    .anySatisfy(text -> assertThat(text)
                            .contains("process() left behind:\n  process "
                                    + LeavesInTheJvmTestCase.PROCESSES.get(0).pid()))
                    .anySatisfy(text -> assertThat(text).contains("folder() left behind:\n  temporary folder /"));
        } finally {
            LeavesInTheJvmTestCase.end();
        }
    }

    @Test
    void failsWhoeverMeetsWhatTheFakeDoesNotDo() {
        EngineExecutionResults results = Runs.of(SwallowsTestCase.class);

        results.testEvents().assertStatistics(stats -> stats.failed(1).succeeded(1));
        assertThat(Runs.failures(results))
                .singleElement()
                .asString()
                .contains("SwallowsTestCase.swallows() asked for what the fake does not do, and was answered 501")
                .contains("GET /batchbenchstorage");
    }

    @Test
    void failsWhoseFakeFailed() {
        EngineExecutionResults results = Runs.of(FakeFailsTestCase.class);

        results.testEvents().assertStatistics(stats -> stats.failed(1).succeeded(1));
        assertThat(Runs.failures(results))
                .singleElement()
                .asString()
                .contains("While FakeFailsTestCase.passes() ran, the fake itself failed")
                .contains("caused by java.lang.IllegalStateException: a defect");
    }

    @BatchTest(fake = Scope.CLASS)
    @TestMethodOrder(MethodOrderer.MethodName.class)
    static class FakeFailsTestCase {
        @Test
        void passes(FakeAzure azure) {
            azure.clock().virtual();
            azure.batch().timeline().schedule(Duration.ofSeconds(1), () -> {
                throw new IllegalStateException("a defect");
            });
            azure.clock().advance(Duration.ofSeconds(2));
        }

        @Test
        void theNextIsNotBlamed(FakeAzure azure) {
            assertThat(azure.failures().all()).isEmpty();
        }
    }

    @BatchTest
    static class LeavesInTheAccountTestCase {
        @Test
        void job(BatchClient client) throws IOException {
            client.jobOperations().createJob("left", new PoolInformation().withPoolId("pool"));
        }

        @Test
        void container(BlobServiceClient blobs) {
            blobs.createBlobContainer("left");
        }

        @Test
        void schedule(BatchClient client) throws IOException {
            client.jobScheduleOperations()
                    .createJobSchedule(
                            "left",
                            new Schedule().withDoNotRunUntil(DateTime.now().plusDays(1)),
                            new JobSpecification().withPoolInfo(new PoolInformation().withPoolId("pool")));
        }

        @Test
        @MayLeave(Leftover.JOB)
        void twoThings(BatchClient client, BlobServiceClient blobs) throws IOException {
            job(client);
            container(blobs);
        }

        @Test
        @MayLeave
        void anything(BatchClient client, BlobServiceClient blobs) throws IOException {
            twoThings(client, blobs);
        }

        @Test
        void nothing(BatchClient client) throws IOException {
            job(client);
            client.jobOperations().deleteJob("left");
        }
    }

    @BatchTest(fake = Scope.CLASS)
    @Execution(ExecutionMode.CONCURRENT)
    static class TogetherTestCase {
        private static final CyclicBarrier BOTH = new CyclicBarrier(2);

        @Test
        void leaves(BatchClient client) throws Exception {
            client.jobOperations().createJob("left", new PoolInformation().withPoolId("pool"));
            BOTH.await(30, TimeUnit.SECONDS);
        }

        @Test
        void cleans(BatchClient client) throws Exception {
            client.jobOperations().createJob("gone", new PoolInformation().withPoolId("pool"));
            client.jobOperations().deleteJob("gone");
            BOTH.await(30, TimeUnit.SECONDS);
        }
    }

    @BatchTest
    static class LeavesInTheJvmTestCase {
        static final List<Process> PROCESSES = new CopyOnWriteArrayList<>();
        static final List<FakeAzure> FAKES = new CopyOnWriteArrayList<>();
        static final CountDownLatch END = new CountDownLatch(1);

        static void end() {
            PROCESSES.forEach(Process::destroyForcibly);
            FAKES.forEach(FakeAzure::close);
            END.countDown();
        }

        @Test
        void thread() {
            new Thread(
                            () -> {
                                try {
                                    END.await();
                                } catch (InterruptedException e) {
                                    Thread.currentThread().interrupt();
                                }
                            },
                            "left-running")
                    .start();
        }

        @Test
        void process() throws IOException {
            PROCESSES.add(new ProcessBuilder("sleep", "300").start());
        }

        @Test
        void folder() {
            FAKES.add(FakeAzure.start());
        }

        @Test
        void endsByItself() {
            new Thread(() -> {}).start();
        }
    }

    @BatchTest
    static class SwallowsTestCase {
        @Test
        void swallows(AzureAccount account) throws Exception {
            assertThat(get(account.blobEndpoint() + "/?restype=service&comp=somethingnew"))
                    .isEqualTo(501);
        }

        @Test
        void meetsNothing(AzureAccount account) throws Exception {
            assertThat(get(account.batchEndpoint() + "/jobs")).isNotEqualTo(501);
        }

        private static int get(String url) throws Exception {
            HttpRequest request = HttpRequest.newBuilder(URI.create(url)).build();
            return HttpClient.newHttpClient()
                    .send(request, HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        }
    }
}
