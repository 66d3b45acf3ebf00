package io.github.batchbench.junit;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.deleteRequestedFor;
import static org.assertj.core.api.Assertions.assertThat;

import com.azure.storage.blob.BlobServiceClient;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import com.microsoft.azure.batch.BatchClient;
import io.github.batchbench.api.FakeAzure;
import io.github.batchbench.api.StagedApplication;
import io.github.batchbench.api.StagedFile;
import io.github.batchbench.api.TestContainer;
import io.github.batchbench.api.TestJob;
import io.github.batchbench.api.TestOutputs;
import io.github.batchbench.api.TestPool;
import io.github.batchbench.api.TestTasks;
import io.github.batchbench.azure.model.TaskReport;
import java.io.IOException;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.testkit.engine.EngineExecutionResults;

@SuppressWarnings("NullAway.Init") // The kit sets the fields.
class FixturesTest {
    @Test
    void makesWhatIsDeclared() {
        EngineExecutionResults results = Runs.of(DeclaredTestCase.class);

        assertThat(Runs.failures(results)).isEmpty();
        results.testEvents().assertStatistics(stats -> stats.succeeded(5));
    }

    @Test
    void sharesWithinScopesAndTakesEverythingDownInTheOrderOfRealPools() {
        try (FakeAzure azure = SharedTestCase.AZURE) {
            EngineExecutionResults results = Runs.of(SharedTestCase.class);

            assertThat(Runs.failures(results)).isEmpty();
            assertThat(SharedTestCase.POOLS).hasSize(2).containsOnly(SharedTestCase.POOLS.get(0));
            assertThat(SharedTestCase.JOBS).hasSize(2).doesNotHaveDuplicates();
            assertThat(deletions(azure)).containsExactly("jobs", "jobs", "pools", "batchbenchstorage");
        }
    }

    /** The first part of each path that was deleted, in the order of the requests. */
    private static List<String> deletions(FakeAzure azure) {
        return Stream.of(azure.wireMock(), azure.blobWireMock())
                .flatMap(server -> server.findAll(deleteRequestedFor(anyUrl())).stream())
                .sorted(Comparator.comparing(LoggedRequest::getLoggedDate))
                .map(request -> URI.create(request.getUrl()).getPath().split("/", -1)[1])
                .toList();
    }

    @Test
    void sharesPoolsBetweenTheClassesOfARun() {
        EngineExecutionResults results = Runs.of(OneOfARunTestCase.class, OtherOfARunTestCase.class);

        assertThat(Runs.failures(results)).isEmpty();
        assertThat(OfARun.POOLS).hasSize(2).containsOnly(OfARun.POOLS.get(0));
    }

    @Test
    void takesDownWhatAFailedSetUpHasMade() {
        EngineExecutionResults results = Runs.of(NoNodesTestCase.class);

        assertThat(Runs.failures(results))
                .singleElement()
                .asString()
                .contains("PoolUnusableException", "cannot run tasks", "AllocationFailed");
        assertThat(NoNodesTestCase.LEFT).containsExactly(0, 0);
    }

    @Test
    void saysWhatIsWrongWithADeclaration() {
        EngineExecutionResults results = Runs.of(WrongTestCase.class);

        results.testEvents().assertStatistics(stats -> stats.failed(7).succeeded(0));
        assertThat(String.join("\n", Runs.failures(results)))
                .contains("put @WithTasks({\"echo hello\"})")
                .contains("outputs = \"*.txt\"")
                .contains("put @WithStagedFile(\"name\", text = …)")
                .contains("put @WithApplication")
                .contains("@WithJob is to live for the tests of one class but its @WithPool only for one test")
                .contains("keep one of text, resource and file")
                .contains("A pool needs at least one node");
    }

    @BatchTest
    @WithStagedFile(value = "names.txt", text = "b\na\n")
    @WithApplication
    static class DeclaredTestCase {
        @WithContainer("archive")
        private TestContainer archive;

        @Fixture
        private BlobServiceClient blobs;

        @Test
        void container(TestContainer container) {
            archive.stage("x.txt", "text");
            assertThat(archive.text("x.txt")).isEqualTo("text");
            assertThat(container.name()).isNotEqualTo(archive.name());
            assertThat(blobs.getBlobContainerClient(archive.name()).exists()).isTrue();
        }

        @Test
        @WithTasks(
                value = {"sort names.txt > sorted.txt", "exit 3"},
                outputs = "sorted.txt")
        void tasksAndOutputs(TestTasks tasks, TestOutputs outputs) {
            assertThat(tasks.reports()).extracting(TaskReport::exitCode).containsExactly(0, 3);
            assertThat(outputs.names()).containsExactly("task-1/sorted.txt");
            assertThat(outputs.text("task-1/sorted.txt")).isEqualTo("a\nb\n");
        }

        @Test
        void applicationOnEveryNode(StagedApplication application, @WithPool(nodes = 2) TestJob job) {
            TestTasks tasks = job.run("test -f " + application.path()).await();
            assertThat(tasks.reports()).singleElement().matches(TaskReport::succeeded);
            assertThat(job.pool().nodes()).isEqualTo(2);
        }

        @Test
        void stagedFile(StagedFile file) {
            assertThat(file.url()).contains("sig=");
            assertThat(file.toString()).contains("names.txt").doesNotContain("sig=");
        }

        @Nested
        class Inside {
            @Test
            void seesWhatIsDeclaredAround(StagedFile file) {
                assertThat(file.name()).isEqualTo("names.txt");
            }
        }
    }

    @WithApplication
    static class SharedTestCase {
        static final List<String> POOLS = new CopyOnWriteArrayList<>();
        static final List<String> JOBS = new CopyOnWriteArrayList<>();
        static final FakeAzure AZURE = FakeAzure.start();

        @RegisterExtension
        static final BatchExtension EXTENSION =
                BatchExtension.builder().azure(() -> AZURE).build();

        @Fixture
        static BatchClient client;

        @BeforeEach
        void jobsOfEarlierTestsAreGone() throws IOException {
            assertThat(client.jobOperations().listJobs()).isEmpty();
        }

        @Test
        void one(TestPool pool, TestJob job) {
            POOLS.add(pool.id());
            JOBS.add(job.id());
        }

        @Test
        void other(TestJob job) {
            POOLS.add(job.pool().id());
            JOBS.add(job.id());
        }
    }

    abstract static class OfARun {
        static final List<String> POOLS = new CopyOnWriteArrayList<>();

        @Test
        void asks(TestPool pool) {
            POOLS.add(pool.id());
        }
    }

    @BatchTest(fake = Scope.RUN)
    static class OneOfARunTestCase extends OfARun {}

    @BatchTest(fake = Scope.RUN)
    static class OtherOfARunTestCase extends OfARun {}

    @BatchTest(fake = Scope.CLASS)
    static class NoNodesTestCase {
        static final List<Integer> LEFT = new CopyOnWriteArrayList<>();

        @BeforeEach
        void noNodes(FakeAzure azure) {
            azure.pools().allocate(0).withResizeError("AllocationFailed");
        }

        @Test
        @WithPool(scope = Scope.TEST)
        void asks(TestJob job) {
            throw new AssertionError("there should be no " + job);
        }

        @AfterAll
        static void look(BatchClient client, BlobServiceClient blobs) throws IOException {
            LEFT.add(client.poolOperations().listPools().size());
            LEFT.add((int) blobs.listBlobContainers().stream().count());
        }
    }

    @BatchTest
    static class WrongTestCase {
        @Test
        void noTasks(TestTasks tasks) {}

        @Test
        @WithTasks("true")
        void noOutputs(TestOutputs outputs) {}

        @Test
        void noFile(StagedFile file) {}

        @Test
        void noApplication(StagedApplication application) {}

        @Test
        void twoContents(@WithStagedFile(value = "a", text = "a", file = "b") StagedFile file) {}

        @Test
        void noNodes(@WithPool(nodes = 0) TestPool pool) {}

        @Nested
        @BatchTest(fake = Scope.CLASS)
        class TooLong {
            @Test
            void jobOutlivesPool(@WithJob(scope = Scope.CLASS) @WithPool(scope = Scope.TEST) TestJob job) {}
        }
    }
}
