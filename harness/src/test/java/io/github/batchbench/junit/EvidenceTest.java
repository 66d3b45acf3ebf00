package io.github.batchbench.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import com.microsoft.azure.batch.BatchClient;
import com.microsoft.azure.batch.protocol.models.BatchErrorException;
import com.microsoft.azure.batch.protocol.models.EnvironmentSetting;
import com.microsoft.azure.batch.protocol.models.JobAddParameter;
import com.microsoft.azure.batch.protocol.models.PoolInformation;
import com.microsoft.azure.batch.protocol.models.TaskAddParameter;
import io.github.batchbench.api.FakeAzure;
import io.github.batchbench.api.Script;
import io.github.batchbench.api.StagedFile;
import io.github.batchbench.api.TestJob;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.OutputDirectoryCreator;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;

/** The folder that shows what happened in a test that failed. */
class EvidenceTest {
    @TempDir
    private Path root;

    @TempDir
    private Path published;

    private EngineExecutionResults run(Class<?> type) {
        EngineTestKit.Builder kit = Runs.kit(type).configurationParameter("batchbench.evidence", root.toString());
        return kit.outputDirectoryCreator(new OutputDirectoryCreator() {
                    @Override
                    public Path getRootDirectory() {
                        return published;
                    }

                    @Override
                    public Path createOutputDirectory(TestDescriptor test) {
                        return published;
                    }
                })
                .execute();
    }

    @Test
    void showsWhatHappenedAndHidesWhatIsSecret() throws IOException {
        EngineExecutionResults results = run(FailsTestCase.class);

        Path folder = root.resolve(FailsTestCase.class.getName()).resolve("fails");
        assertThat(Runs.failures(results)).singleElement().asString().contains("The evidence is in " + folder);
        assertThat(results.testEvents().reportingEntryPublished().stream())
                .anyMatch(event -> String.valueOf(event.getPayload()).contains(folder.toString()));
        results.testEvents().assertStatistics(stats -> stats.fileEntryPublished(1));
        assertThat(published.resolve("batchbench-evidence").resolve("failure.txt"))
                .hasSameTextualContentAs(folder.resolve("failure.txt"));
        assertThat(text(folder.resolve("failure.txt")))
                .contains("not as expected", "mvn test -Dtest='" + FailsTestCase.class.getName() + "#fails'");
        assertThat(text(folder.resolve("timeline.txt")))
                .containsSubsequence("pool bb-", "node ", "task tells of job", "active -> running", "-> completed");
        assertThat(text(folder.resolve("requests.txt")))
                .contains("  -> {\"odata.metadata\"")
                .contains("POST ", "/tasks", "-> 201\n", "-> 503 by a fault\n", "\"commandLine\"", "REDACTED");
        assertThat(text(folder.resolve("why.txt"))).isEqualTo("job waits:\n  pool ghost does not exist\n");
        assertThat(text(folder.resolve("notices.txt")).lines())
                .satisfiesExactly(
                        version -> assertThat(version).contains("2024-07-01"),
                        property -> assertThat(property)
                                .startsWith("A request sets allowTaskPreemption of JobAddParameter."));
        assertThat(text(folder.resolve("containers.txt"))).endsWith("; scripted: render:latest\n");
        Path task = Path.of(FailsTestCase.PLACES.get(0));
        assertThat(text(folder.resolve(task).resolve("stdout.txt"))).contains("said hello", "REDACTED");
        assertThat(text(folder.resolve(task).resolve("stderr.txt"))).contains("went wrong");

        assertThat(text(folder.resolve("index.html")))
                .contains("not as expected", "pool ghost does not exist", "went wrong", "said hello", "by\":\"a fault")
                .contains("\"runs\":{\"node\":[", "\"task\":[\"tells\"");
        // For the check that opens it in a browser.
        Files.copy(
                folder.resolve("index.html"), Path.of("target", "evidence.html"), StandardCopyOption.REPLACE_EXISTING);
        assertThat(text(folder.resolve("trace.json"))).contains("\"name\":\"tells\"", "\"name\":\"slot 0\"");

        assertThat(FailsTestCase.SECRETS).hasSize(4);
        for (Path file : files(folder)) {
            assertThat(text(file)).as("%s", file).doesNotContain(FailsTestCase.SECRETS);
        }
    }

    @Test
    void isOfTheFailedInvocationOnly() throws IOException {
        EngineExecutionResults results = run(OnceTestCase.class);

        results.testEvents()
                .assertStatistics(stats -> stats.succeeded(2).failed(1).aborted(1));
        try (Stream<Path> folders = Files.list(root.resolve(OnceTestCase.class.getName()))) {
            assertThat(folders)
                    .extracting(Path::getFileName)
                    .extracting(Path::toString)
                    .containsExactly("second-2");
        }
    }

    @Test
    void showsWhatEveryThreadDidWhenATestTimedOut() {
        EngineExecutionResults results = run(TimesOutTestCase.class);

        results.testEvents().assertStatistics(stats -> stats.failed(2));
        for (String test : List.of("byJUnit", "byTheJdk")) {
            assertThat(text(root.resolve(TimesOutTestCase.class.getName())
                            .resolve(test)
                            .resolve("threads.txt")))
                    .containsPattern(
                            "\"worker of " + test + "\" daemon WAITING\n(    at .*\n)*    at .*CountDownLatch\\.await");
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return new ArrayList<>(files.filter(Files::isRegularFile).toList());
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @BatchTest
    static class TimesOutTestCase {
        private static Future<?> worker(String test) {
            FutureTask<?> work = new FutureTask<>(() -> {
                new CountDownLatch(1).await();
                return null;
            });
            Thread thread = new Thread(work, "worker of " + test);
            thread.setDaemon(true);
            thread.start();
            while (thread.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
            return work;
        }

        @Test
        @Timeout(value = 1, unit = TimeUnit.SECONDS)
        void byJUnit(FakeAzure azure) throws Exception {
            worker("byJUnit").get();
        }

        @Test
        void byTheJdk(FakeAzure azure) throws Exception {
            worker("byTheJdk").get(1, TimeUnit.MILLISECONDS);
        }
    }

    @BatchTest
    @MayLeave(Leftover.JOB)
    static class FailsTestCase {
        static final List<String> SECRETS = new CopyOnWriteArrayList<>();
        static final List<String> PLACES = new CopyOnWriteArrayList<>();

        @Test
        @WithStagedFile(value = "in.txt", text = "x")
        void fails(TestJob job, StagedFile file, BatchClient client, FakeAzure azure) throws IOException {
            String planted = "planted-" + System.nanoTime();
            String key = "another-" + planted.hashCode();
            Map<String, String> settings =
                    Map.of("MY_TOKEN", planted, "MY_URL", file.url(), "MY_KEY", key, "ALL", azure.storageKey());
            TaskAddParameter task = new TaskAddParameter()
                    .withId("tells")
                    .withCommandLine("/bin/sh -c 'echo said hello; env; echo went wrong >&2'")
                    .withEnvironmentSettings(settings.entrySet().stream()
                            .map(entry -> new EnvironmentSetting()
                                    .withName(entry.getKey())
                                    .withValue(entry.getValue()))
                            .toList());
            client.taskOperations().createTask(job.id(), task);
            azure.containers().script("render", Script.exits(0));
            azure.faults().service().on("GET", "/jobs").times(1).busy(Duration.ZERO);
            client.jobOperations().listJobs();
            // One slot: this one is over after the other.
            job.run("true").await();
            JobAddParameter waits = new JobAddParameter()
                    .withId("waits")
                    .withPoolInfo(new PoolInformation().withPoolId("ghost"))
                    .withAllowTaskPreemption(true);
            client.jobOperations().createJob(waits);
            assertThatThrownBy(() -> client.jobOperations().createJob(waits)).isInstanceOf(BatchErrorException.class);
            client.taskOperations().createTask("waits", task);
            SECRETS.addAll(List.of(planted, key, file.url().replaceAll(".*sig=", ""), azure.storageKey()));
            PLACES.add("tasks/" + job.id() + "/tells");
            fail("not as expected: " + planted + " at " + file.url());
        }
    }

    @BatchTest
    static class OnceTestCase {
        @Test
        void passes(BatchClient client) {}

        @Test
        void isAborted(BatchClient client) {
            Assumptions.abort("not today");
        }

        @RepeatedTest(2)
        void second(RepetitionInfo repetition, BatchClient client) {
            assertThat(repetition.getCurrentRepetition()).isEqualTo(1);
        }
    }
}
