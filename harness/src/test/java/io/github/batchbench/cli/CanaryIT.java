package io.github.batchbench.cli;

import static io.github.batchbench.assertj.BatchAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.azure.batch.BatchClient;
import io.github.batchbench.api.BatchWorkflow;
import io.github.batchbench.api.StagedFile;
import io.github.batchbench.api.TaskCommand;
import io.github.batchbench.api.TestPool;
import io.github.batchbench.api.TestTasks;
import io.github.batchbench.api.WorkflowResult;
import io.github.batchbench.azure.AzureAccount;
import io.github.batchbench.junit.BatchTest;
import io.github.batchbench.junit.WithPool;
import io.github.batchbench.junit.WithStagedFile;
import io.github.batchbench.junit.WithTasks;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Live runs and live tests that fail in ways that show much, and not one secret in anything that they leave. */
@Tag("slow")
@Timeout(180)
class CanaryIT {
    @TempDir
    private Path folder;

    @Test
    void noArtefactOfAFailingLiveRunHoldsASecret() throws Exception {
        String account = "--account=canarybatch";
        try (Served served = Served.start(folder, account, "--storage-account=canarystore")) {
            Path runs = Files.createDirectory(folder.resolve("runs"));

            String tells = run(served, runs, "echo $AZ_BATCH_TASK_ID; env >&2; exit 3");
            served.control("POST", "faults", "start-task-fails=3");
            run(served, runs, "true");
            served.control("DELETE", "faults", "");
            served.control("POST", "faults", "empty-error");
            run(served, runs, "true");
            served.control("DELETE", "faults", "");

            assertThat(tells).contains("sig=REDACTED").contains("exited with 3");
            assertThat(artefacts(runs)).hasSizeGreaterThan(5);
            assertNoSecretIn(runs, served);
        }
    }

    @Test
    void noArtefactOfAFailingLiveTestHoldsASecret() throws Exception {
        try (Served served = Served.start(folder)) {
            Path own = Files.createDirectory(folder.resolve("tests"));
            Path temporary = Files.createDirectory(own.resolve("tmp"));
            try (Jar jar = Jar.startTests(own, temporary, served.settings(), TellsAll.class)) {
                String out = String.join("\n", jar.lines());
                Files.writeString(own.resolve("stdout.txt"), out);
                assertThat(jar.exitCode()).as(out + jar.errors()).isEqualTo(TellsAll.TESTS);
            }

            Path evidence = temporary.resolve("batchbench-evidence/" + TellsAll.class.getName());
            assertThat(evidence.resolve("inSettings/failure.txt"))
                    .content()
                    .contains("STORE_KEY=REDACTED", "DB_PASSWORD=REDACTED", "sig=REDACTED", "--key REDACTED");
            assertThat(evidence.resolve("onTheStartOfNodes")).isDirectoryContaining("glob:**failure.txt");
            assertThat(evidence.resolve("inFixtures/tasks.txt")).content().contains("the end of its stderr");
            assertThat(own.resolve("junit/TEST-junit-jupiter.xml")).content().contains("STORE_KEY=REDACTED");
            assertNoSecretIn(own, served);
        }
    }

    /** Live tests that fail, each with a way for secrets to get out. */
    @BatchTest
    static class TellsAll {
        static final int TESTS = 4;
        static final String PASSWORD = "c4n4ry-passw0rd";

        @Test
        void inSettings(BatchWorkflow workflow, AzureAccount account, @WithStagedFile("in.txt") StagedFile file) {
            WorkflowResult result = workflow.environment("STORE_KEY", account.storageKey())
                    .environment("DB_PASSWORD", PASSWORD)
                    .environment("INPUT", file.url())
                    .task(input -> TaskCommand.shell(
                            "env; env >&2; exit 3; echo --key " + account.batchKey() + " \"" + file.url() + "\""))
                    .run();
            assertThat(result).allTasksSucceeded();
        }

        @Test
        @WithStagedFile("in.txt")
        @WithTasks("env >&2; exit 3")
        void inFixtures(TestTasks tasks) {
            assertThat(tasks.await()).allSucceeded();
        }

        @Test
        void onTheStartOfNodes(@WithPool(startScript = "env >&2; exit 3") TestPool pool) {
            throw new AssertionError("there should be no " + pool);
        }

        @Test
        void ofTheService(BatchClient client) throws IOException {
            client.poolOperations().getPool("none");
        }
    }

    private static void assertNoSecretIn(Path runs, Served served) throws IOException {
        for (Path artefact : artefacts(runs)) {
            assertThat(Files.readString(artefact, StandardCharsets.ISO_8859_1))
                    .as(artefact.toString())
                    .doesNotContain(secrets(served.account()))
                    .doesNotContain(TellsAll.PASSWORD)
                    .doesNotContainPattern("(?i)[?&;]sig=(?!REDACTED)")
                    .doesNotContainPattern("SharedKey \\S+:(?!REDACTED)")
                    .doesNotContainPattern("Bearer (?!REDACTED)\\S{8}");
        }
    }

    /** Runs it in a folder of its own, keeps what it said there as well, and returns that. */
    private static String run(Served served, Path runs, String command) throws Exception {
        Path own = Files.createTempDirectory(runs, "run");
        Path temporary = Files.createDirectory(own.resolve("tmp"));
        String[] args = {"run", "--target", "live", "--timeout", "30s", "--command", command};
        try (Jar jar = Jar.start(own, temporary, served.settings(), args)) {
            String out = String.join("\n", jar.lines());
            assertThat(jar.exitCode()).as(out).isNotZero();
            Files.writeString(own.resolve("stdout.txt"), out);
            return out + "\n" + jar.errors();
        }
    }

    private static String[] secrets(AzureAccount account) {
        return Stream.of(account.batchKey(), account.storageKey())
                .flatMap(key -> Stream.of(key, URLEncoder.encode(key, StandardCharsets.UTF_8)))
                .toArray(String[]::new);
    }

    private static List<Path> artefacts(Path runs) throws IOException {
        try (Stream<Path> all = Files.walk(runs)) {
            return all.filter(Files::isRegularFile).collect(Collectors.toList());
        }
    }
}
