package io.github.batchbench.fake.node;

import static io.github.batchbench.fake.node.TestNode.failure;
import static io.github.batchbench.fake.node.TestNode.shell;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.batchbench.fake.agent.Assignment;
import io.github.batchbench.fake.agent.Outcome;
import io.github.batchbench.fake.agent.Outcome.Stage;
import io.github.batchbench.fake.model.Document;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Containers, by a stand-in for the engine: a real program that notes what it is told and runs the command on this
 * machine. It shows what Docker or Podman is asked for, not that they do it.
 */
@Timeout(60)
class ContainersTest {
    private static final String ENGINE = """
            #!/bin/sh
            here=$(dirname "$0")
            echo "$@" >> "$here/log"
            case $1 in
            image) exit 1 ;;
            pull) [ "$2" != no/such ] || { echo "no such image"; exit 1; } ;;
            login) cat >> "$here/log"; [ "$3" != stranger ] ;;
            run)
                while [ "$1" != busybox:1 ]; do
                    [ "$1" != --workdir ] || cd "$2"
                    shift
                done
                shift
                exec "$@" ;;
            esac
            """;

    @TempDir
    private Path folder;

    private TestNode node() throws IOException {
        Path engine = Files.writeString(folder.resolve("docker"), ENGINE);
        Files.setPosixFilePermissions(engine, PosixFilePermissions.fromString("rwx------"));
        return new TestNode(Optional.of(engine));
    }

    private String log() throws IOException {
        return Files.readString(folder.resolve("log"));
    }

    @Test
    void aTaskRunsInItsImageWithTheNodesFoldersAndVariables() throws IOException {
        try (TestNode node = node()) {
            Document settings =
                    Document.of("imageName", "busybox:1").with("containerRunOptions", "--memory 1g --label 'a b'");
            Outcome outcome = run(node, settings, Document.EMPTY, shell("pwd; echo $AZ_BATCH_TASK_ID $MINE; exit 7"));

            assertThat(outcome).isEqualTo(Outcome.exited(7));
            Path root = node.root();
            assertThat(node.stdout()).isEqualTo(root.resolve(TestNode.TASK) + "/wd\ntask my own\n");
            assertThat(log().lines())
                    .startsWith("image inspect busybox:1", "pull busybox:1")
                    .element(2)
                    .asString()
                    .startsWith("run --rm --name batchbench-")
                    .contains("--volume " + root + ":" + root + " --workdir " + root.resolve(TestNode.TASK) + "/wd ")
                    .contains(" --env AZ_BATCH_TASK_WORKING_DIR ", " --env MINE ")
                    .doesNotContain("--env PATH", "--env HOME", "my own")
                    .endsWith(
                            " --memory 1g --label a b busybox:1 /bin/sh -c pwd; echo $AZ_BATCH_TASK_ID $MINE; exit 7");
        }
    }

    @Test
    void theImageMayKeepItsOwnWorkingDirectory() throws IOException {
        try (TestNode node = node()) {
            Document settings = Document.of("imageName", "busybox:1").with("workingDirectory", "containerImageDefault");
            assertThat(run(node, settings, Document.EMPTY, shell("true"))).isEqualTo(Outcome.exited(0));
            assertThat(log()).doesNotContain("--workdir");
        }
    }

    @Test
    void registriesOfPoolAndTaskAreEnteredWithoutShowingThePassword() throws IOException {
        try (TestNode node = node()) {
            Document settings = Document.of("imageName", "busybox:1").with("registry", registry("task", "second"));
            Document pool = Document.of("containerRegistries", List.of(registry("pool", "first")));
            assertThat(run(node, settings, pool, shell("true"))).isEqualTo(Outcome.exited(0));
            assertThat(log())
                    .startsWith("login --username pool --password-stdin reg.example\nfirst"
                            + "login --username task --password-stdin reg.example\nsecond");
        }
    }

    @Test
    void anImageOrARegistryThatCannotBeHadFailsTheTaskBeforeItRuns() throws IOException {
        try (TestNode node = node()) {
            Outcome image = run(node, Document.of("imageName", "no/such"), Document.EMPTY, shell("true"));
            assertThat(failure(image).code()).isEqualTo("ContainerInvalidImage");
            assertThat(failure(image).details().toString()).contains("no such image");
            assertThat(image.stage()).isEqualTo(Stage.PRE_PROCESSING);
            Document settings = Document.of("imageName", "busybox:1").with("registry", registry("stranger", "secret"));
            Outcome registry = run(node, settings, Document.EMPTY, shell("true"));
            assertThat(failure(registry).code()).isEqualTo("ContainerInvalidRegistry");
            assertThat(failure(registry).toString()).doesNotContain("secret");
        }
    }

    @Test
    void aContainerIsRemovedWhenItsTaskIsEnded() throws Exception {
        try (TestNode node = node()) {
            Document spec = shell("trap \"\" TERM; touch started; while :; do sleep 600; done")
                    .with("containerSettings", Document.of("imageName", "busybox:1"));
            TestNode.Task task = node.start(assignment(node, spec, Document.EMPTY));
            Process started = new ProcessBuilder(
                            "/bin/sh",
                            "-c",
                            "until [ -e \"$1\" ]; do sleep 0.01; done",
                            "sh",
                            node.root() + "/" + TestNode.TASK + "/wd/started")
                    .start();
            assertThat(started.waitFor(20, TimeUnit.SECONDS)).isTrue();
            task.execution().end();

            assertThat(task.outcome()).isEqualTo(Outcome.exited(-9));
            assertThat(log().lines()).last().asString().startsWith("rm --force batchbench-");
        }
    }

    @Test
    void withoutAnEngineOrAPoolForContainersTheSettingsAreInvalid() throws IOException {
        Document settings = Document.of("imageName", "busybox:1");
        try (TestNode without = new TestNode(Optional.<Path>empty());
                TestNode with = node()) {
            Outcome noEngine = run(without, settings, Document.EMPTY, shell("true"));
            Outcome noPool = run(with, settings, null, shell("true"));
            assertThat(failure(noEngine).code()).isEqualTo("ContainerInvalidSettings");
            assertThat(failure(noPool).code()).isEqualTo("ContainerInvalidSettings");
        }
    }

    private static Document registry(String user, String password) {
        return Document.of("username", user).with("password", password).with("registryServer", "reg.example");
    }

    private static Outcome run(TestNode node, Document settings, @Nullable Document pool, Document command) {
        return node.start(assignment(node, command.with("containerSettings", settings), pool))
                .outcome();
    }

    private static Assignment assignment(TestNode node, Document spec, @Nullable Document pool) {
        return new Assignment(
                Assignment.Kind.TASK,
                node.identity,
                "job",
                "task",
                TestNode.TASK,
                spec,
                Map.of("MINE", "my own"),
                new Assignment.Context(null, null, List.of(), pool, List.of()));
    }
}
