package io.github.batchbench.fake.node;

import static io.github.batchbench.fake.node.TestNode.failure;
import static io.github.batchbench.fake.node.TestNode.shell;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.batchbench.fake.agent.Assignment;
import io.github.batchbench.fake.agent.Outcome;
import io.github.batchbench.fake.agent.Outcome.Stage;
import io.github.batchbench.fake.model.ContainerInfo;
import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.model.FailureInfo;
import io.github.batchbench.fake.model.Secret;
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
            case $1 in
            --version) echo "NAME version 1" ; exit ;;
            info) cat "$here/info"; exit ;;
            esac
            echo "$@" >> "$here/log"
            case $1 in
            image) exit 1 ;;
            pull) [ "$2" != no/such ] || { echo "Trying"; echo "Error: no such image"; exit 1; } ;;
            login) cat >> "$here/log"; for word; do [ "$word" != stranger ] || exit 1; done ;;
            run)
                while [ "$1" != busybox:1 ]; do
                    case $1 in
                    --workdir) cd "$2" ;;
                    --cidfile) echo 0123456789abcdef > "$2" ;;
                    --env-file) sed -e 's/^/variable /' "$2" >> "$here/log" ;;
                    --no-such) echo "Error: unknown flag: --no-such" >&2; exit 125 ;;
                    esac
                    shift
                done
                shift
                exec "$@" ;;
            esac
            """;
    private static final String DOCKER = "27.1|[]|Debian GNU/Linux 12";

    @TempDir
    private Path folder;

    private TestNode node() throws IOException {
        return node("Docker", DOCKER);
    }

    private TestNode node(String name, String info) throws IOException {
        Path engine = Files.writeString(folder.resolve("engine"), ENGINE.replace("NAME", name));
        Files.writeString(folder.resolve("info"), info);
        Files.setPosixFilePermissions(engine, PosixFilePermissions.fromString("rwx------"));
        return new TestNode(Optional.of(engine));
    }

    private String log() throws IOException {
        return Files.readString(folder.resolve("log"));
    }

    /** The words that the engine was told to run something with. */
    private String run() throws IOException {
        return log().lines().filter(line -> line.startsWith("run ")).findFirst().orElseThrow();
    }

    @Test
    void aTaskRunsInItsImageWithTheNodesFoldersAndVariables() throws IOException {
        try (TestNode node = node()) {
            Document settings =
                    Document.of("imageName", "busybox:1").with("containerRunOptions", "--memory 1g --label 'a b'");
            TestNode.Task task =
                    start(node, settings, Document.EMPTY, shell("pwd; echo $AZ_BATCH_TASK_ID $MINE; exit 7"));

            assertThat(task.outcome()).isEqualTo(Outcome.exited(7));
            Path root = node.root();
            assertThat(node.stdout()).isEqualTo(root.resolve(TestNode.TASK) + "/wd\ntask my own\n");
            assertThat(log().lines()).containsSequence("image inspect busybox:1", "pull busybox:1");
            assertThat(run())
                    .startsWith("run --rm --name batchbench-")
                    .contains("--volume " + root + ":" + root + " --workdir " + root.resolve(TestNode.TASK) + "/wd ")
                    .contains(" --network host ", " --env AZ_BATCH_TASK_WORKING_DIR ", " --env MINE ")
                    .doesNotContain("--env PATH", "--env HOME", "my own")
                    .endsWith(
                            " --memory 1g --label a b busybox:1 /bin/sh -c pwd; echo $AZ_BATCH_TASK_ID $MINE; exit 7");
            assertThat(task.execution().container().get())
                    .contains(new ContainerInfo("0123456789abcdef", "exited", ""));
        }
    }

    @Test
    void theImageMayKeepItsOwnWorkingDirectory() throws IOException {
        try (TestNode node = node()) {
            Document settings = Document.of("imageName", "busybox:1").with("workingDirectory", "containerImageDefault");
            assertThat(run(node, settings, Document.EMPTY, shell("true"))).isEqualTo(Outcome.exited(0));
            assertThat(run()).doesNotContain("--workdir");
        }
    }

    @Test
    void onlyTheFoldersOfAListAreMounted() throws IOException {
        try (TestNode node = node()) {
            List<Document> mounts = List.of(
                    Document.of("source", "Shared").with("isReadOnly", true), Document.of("source", "Applications"));
            Document settings = Document.of("imageName", "busybox:1").with("containerHostBatchBindMounts", mounts);
            assertThat(run(node, settings, Document.EMPTY, shell("true"))).isEqualTo(Outcome.exited(0));
            Path root = node.root();
            assertThat(run())
                    .contains("--volume " + root + "/shared:" + root + "/shared:ro --volume " + root + "/applications:")
                    .contains("--tmpfs " + root.resolve(TestNode.TASK) + "/wd ")
                    .doesNotContain("--volume " + root + ":");
        }
    }

    @Test
    void registriesOfPoolAndTaskAreEnteredOnceWithoutShowingThePassword() throws IOException {
        try (TestNode node = node()) {
            Document settings = Document.of("imageName", "busybox:1").with("registry", registry("task", "second"));
            Document pool = Document.of("containerRegistries", List.of(registry("pool", "first")));
            assertThat(run(node, settings, pool, shell("true"))).isEqualTo(Outcome.exited(0));
            assertThat(run(node, settings, pool, shell("true"))).isEqualTo(Outcome.exited(0));
            assertThat(log())
                    .contains("login --username pool --password-stdin reg.example\nfirst")
                    .contains("login --username task --password-stdin reg.example\nsecond")
                    .containsOnlyOnce("login --username pool");
        }
    }

    @Test
    void anImageOrARegistryThatCannotBeHadFailsTheTaskBeforeItRuns() throws IOException {
        try (TestNode node = node()) {
            Outcome image = run(node, Document.of("imageName", "no/such"), Document.EMPTY, shell("true"));
            assertThat(failure(image).code()).isEqualTo("ContainerInvalidImage");
            assertThat(failure(image).details().toString())
                    .contains("no such image")
                    .doesNotContain("Trying");
            assertThat(image.stage()).isEqualTo(Stage.PRE_PROCESSING);
            Document settings = Document.of("imageName", "busybox:1").with("registry", registry("stranger", "secret"));
            Outcome registry = run(node, settings, Document.EMPTY, shell("true"));
            assertThat(failure(registry).code()).isEqualTo("ContainerInvalidRegistry");
            assertThat(failure(registry).toString()).doesNotContain("secret");
        }
    }

    @Test
    void whatTheEngineRefusesIsInvalidAndHasNoExitCode() throws IOException {
        try (TestNode node = node("podman", "4.9|false|podman false")) {
            Document settings = Document.of("imageName", "busybox:1").with("containerRunOptions", "--no-such");
            Outcome refused = run(node, settings, Document.EMPTY, shell("true"));
            assertThat(refused.exitCode()).isNull();
            assertThat(failure(refused).code()).isEqualTo("ContainerInvalidSettings");
            assertThat(failure(refused).details())
                    .containsExactly(new FailureInfo.Detail("Message", "unknown flag: --no-such"));
        }
    }

    @Test
    void inAVirtualMachineAContainerReachesTheFakeByTheNameOfItsHost() throws IOException {
        try (TestNode node = node("Docker", "27.1|[]|Docker Desktop")) {
            Document settings = Document.of("imageName", "busybox:1");
            Document command = shell("echo $AZ_BATCH_ACCOUNT_URL http://localhost:1/a http://127.0.0.1:10/a");
            assertThat(run(node, settings, Document.EMPTY, command)).isEqualTo(Outcome.exited(0));
            assertThat(node.stdout())
                    .isEqualTo(
                            "http://host.docker.internal:1/ http://host.docker.internal:1/a http://127.0.0.1:10/a\n");
            assertThat(run()).doesNotContain("--network");
        }
    }

    @Test
    void aVariableThatTheClientOfTheEngineHasAsWellReachesTheTask() throws IOException {
        try (TestNode node = node()) {
            Document spec = shell("true").with("containerSettings", Document.of("imageName", "busybox:1"));
            Assignment assignment = assignment(node, spec, Document.EMPTY, Map.of("PATH", "/mine only"));
            assertThat(node.start(assignment).outcome()).isEqualTo(Outcome.exited(0));
            assertThat(log()).contains("variable PATH=/mine only");
        }
    }

    @Test
    void aContainerIsRemovedWhenItsTaskIsEnded() throws Exception {
        try (TestNode node = node()) {
            Document spec = shell("trap \"\" TERM; touch started; while :; do sleep 600; done")
                    .with("containerSettings", Document.of("imageName", "busybox:1"));
            TestNode.Task task = node.start(assignment(node, spec, Document.EMPTY, Map.of()));
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
    void taskAndPoolMustAgreeOnContainers() throws IOException {
        Document settings = Document.of("imageName", "busybox:1");
        try (TestNode without = new TestNode(Optional.<Path>empty());
                TestNode with = node()) {
            assertThat(failure(run(without, settings, Document.EMPTY, shell("true")))
                            .code())
                    .as("no engine")
                    .isEqualTo("ContainerPoolNotSupported");
            assertThat(failure(run(with, settings, null, shell("true"))).code())
                    .as("no containers")
                    .isEqualTo("ContainerPoolNotSupported");
            Outcome plain = with.start(assignment(with, shell("true"), Document.EMPTY, Map.of()))
                    .outcome();
            assertThat(failure(plain).code()).as("no settings").isEqualTo("ContainerTaskSettingsNotFound");
        }
    }

    @Test
    void anEngineThatDoesNotAnswerSaysWhy() throws IOException {
        Path engine = Files.writeString(
                folder.resolve("silent"),
                "#!/bin/sh\necho Cannot connect to the Docker daemon at unix:///x >&2; exit 1");
        Files.setPosixFilePermissions(engine, PosixFilePermissions.fromString("rwx------"));
        try (TestNode node = new TestNode(Optional.of(engine))) {
            Outcome failed = run(node, Document.of("imageName", "busybox:1"), Document.EMPTY, shell("true"));
            assertThat(failure(failed).code()).isEqualTo("ContainerMiscError");
            assertThat(failure(failed).details().toString()).contains("silent does not answer: Cannot connect to the");
        }
    }

    private static Document registry(String user, String password) {
        return Document.of("username", user)
                .with("password", new Secret(password))
                .with("registryServer", "reg.example");
    }

    private static Outcome run(TestNode node, Document settings, @Nullable Document pool, Document command) {
        return start(node, settings, pool, command).outcome();
    }

    private static TestNode.Task start(TestNode node, Document settings, @Nullable Document pool, Document command) {
        Document spec = command.with("containerSettings", settings);
        return node.start(assignment(node, spec, pool, Map.of("MINE", "my own")));
    }

    private static Assignment assignment(
            TestNode node, Document spec, @Nullable Document pool, Map<String, String> environment) {
        return new Assignment(
                Assignment.Kind.TASK,
                node.identity,
                "job",
                "task",
                TestNode.TASK,
                spec,
                environment,
                new Assignment.Context(null, null, List.of(), pool, List.of()));
    }
}
