package io.github.batchbench.fake.node;

import static io.github.batchbench.fake.node.TestNode.command;
import static io.github.batchbench.fake.node.TestNode.shell;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.batchbench.fake.agent.Assignment;
import io.github.batchbench.fake.agent.Assignment.Context;
import io.github.batchbench.fake.agent.Assignment.Instances;
import io.github.batchbench.fake.agent.Assignment.Kind;
import io.github.batchbench.fake.agent.Outcome;
import io.github.batchbench.fake.agent.Outcome.Stage;
import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.model.FailureInfo.Category;
import io.github.batchbench.fake.model.FailureInfo.Detail;
import io.github.batchbench.fake.model.NodeIdentity;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandTest {
    private final TestNode node = new TestNode();

    @AfterEach
    void close() {
        node.close();
    }

    @ParameterizedTest
    @CsvSource({
        "exit 0, 0",
        "exit 7, 7",
        "exit 137, 137",
        "exit 255, 255",
        "kill -TERM $$, -15",
        "kill -KILL $$, -9",
        "kill -INT $$, 130",
        "kill -KILL 0, -9",
        "sh -c \"kill -9 \\$\\$\"; exit $?, 137",
        "trap \"exit 3\" TERM; kill -TERM 0, 3",
    })
    void theExitCodeIsThatOfTheCommandOrTheSignalBelowZero(String script, int exitCode) {
        assertThat(node.run(shell(script))).isEqualTo(Outcome.exited(exitCode));
    }

    @Test
    void aCommandLineDoesNotRunInAShell() {
        assertThat(node.run(command("echo $HOME 'a  b' > out"))).isEqualTo(Outcome.exited(0));
        assertThat(node.stdout()).isEqualTo("$HOME a  b > out\n");
    }

    @Test
    void outputGoesToTheFilesBesideTheWorkingDirectory() {
        node.run(shell("pwd; echo problem >&2; cat"));
        assertThat(node.stdout()).endsWith("/workitems/job/job-1/task/wd\n");
        assertThat(node.text("stderr.txt")).isEqualTo("problem\n");
    }

    @Test
    void aProgramThatIsNotThereIsReportedAsRecorded() {
        Outcome outcome = node.run(command("no-such-program --at all"));
        assertThat(outcome.exitCode()).isNull();
        assertThat(outcome.stage()).isEqualTo(Stage.COMMAND);
        assertThat(outcome.failure()).satisfies(failure -> {
            assertThat(failure.category()).isEqualTo(Category.USER_ERROR);
            assertThat(failure.code()).isEqualTo("CommandProgramNotFound");
            assertThat(failure.message()).isEqualTo("The specified command program is not found");
            assertThat(failure.details())
                    .containsExactly(
                            new Detail("CommandLine", "no-such-program --at all"),
                            new Detail("Message", "The system cannot find the file specified."));
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/no/such/file | CommandProgramNotFound",
                "./tool | CommandProgramNotFound",
                "/etc/passwd | CommandLaunchFailed",
                "/tmp | CommandProgramNotFound",
                "echo 'open | CommandLaunchFailed",
            })
    void whatCannotBeStartedSaysWhy(String commandLine, String code) {
        assertThat(node.run(command(commandLine)).failure())
                .extracting(failure -> failure.code())
                .isEqualTo(code);
    }

    @Test
    void theEnvironmentIsThatOfALinuxNodeAndNothingElse() {
        node.run(command("env"));
        Path root = node.root();
        Path directory = root.resolve(TestNode.TASK);
        assertThat(variables(node.stdout()))
                .containsEntry("AZ_BATCH_ACCOUNT_NAME", "account")
                .containsEntry("AZ_BATCH_ACCOUNT_URL", "http://127.0.0.1:1/")
                .containsEntry("AZ_BATCH_POOL_ID", "pool")
                .containsEntry("AZ_BATCH_NODE_ID", "tvm-1")
                .containsEntry("AZ_BATCH_NODE_IS_DEDICATED", "true")
                .containsEntry("AZ_BATCH_JOB_ID", "job")
                .containsEntry("AZ_BATCH_TASK_ID", "task")
                .containsEntry("AZ_BATCH_TASK_DIR", directory.toString())
                .containsEntry(
                        "AZ_BATCH_TASK_WORKING_DIR", directory.resolve("wd").toString())
                .containsEntry(
                        "AZ_BATCH_NODE_SHARED_DIR", root.resolve("shared").toString())
                .containsEntry(
                        "AZ_BATCH_NODE_STARTUP_DIR", root.resolve("startup").toString())
                .containsEntry("HOME", directory.resolve("wd").toString())
                .containsEntry("LANG", "C.UTF-8")
                .doesNotContainKeys("AZ_BATCH_JOB_PREP_DIR", "AZ_BATCH_HOST_LIST", "JAVA_HOME", "MAVEN_OPTS")
                .hasSize(23);
    }

    @Test
    void javaIsFoundWithoutAnyEnvironmentOfOurs() {
        assertThat(node.run(command("java -version"))).isEqualTo(Outcome.exited(0));
    }

    @Test
    void settingsOfTheTaskWinOverTheNodes() {
        Map<String, String> settings = Map.of("HOME", "/elsewhere", "MINE", "a b");
        node.start(assignment(Kind.TASK, shell("echo $HOME $MINE"), settings, Context.NONE))
                .outcome();
        assertThat(node.stdout()).isEqualTo("/elsewhere a b\n");
    }

    @Test
    void namesThatNoShellKnowsArriveToo() {
        Map<String, String> settings = Map.of("my.setting-1", "a b", "OTHER", "=");
        node.start(assignment(Kind.TASK, command("env"), settings, Context.NONE))
                .outcome();
        assertThat(variables(node.stdout())).containsAllEntriesOf(settings);
    }

    @Test
    void settingsOfTheTaskDoNotHideWhatBatchSets() {
        Map<String, String> settings = Map.of("AZ_BATCH_TASK_ID", "other", "AZ_BATCH_MINE", "mine");
        node.start(assignment(Kind.TASK, shell("echo $AZ_BATCH_TASK_ID $AZ_BATCH_MINE"), settings, Context.NONE))
                .outcome();
        assertThat(node.stdout()).isEqualTo("task mine\n");
    }

    @ParameterizedTest
    @CsvSource({
        "TASK, pool, nonadmin, _azbatch, PoolNonAdmin",
        "TASK, pool, admin, root, PoolAdmin",
        "TASK, Task, NonAdmin, _azbatchtask_1, TaskNonAdmin",
        "TASK, task, admin, root, TaskAdmin",
        "START_TASK, task, nonadmin, _azbatchtask_start, TaskNonAdmin",
        "START_TASK, pool, nonadmin, _azbatch, PoolNonAdmin",
    })
    void theEnvironmentNamesTheUser(Kind kind, String scope, String level, String user, String identity) {
        Document auto = Document.of("scope", scope).with("elevationLevel", level);
        Document spec = command("env").with("userIdentity", Document.of("autoUser", auto));
        node.start(assignment(kind, spec, Map.of(), Context.NONE)).outcome();
        assertThat(variables(node.stdout()))
                .containsEntry("USER", user)
                .containsEntry("AZ_BATCH_TASK_USER", user)
                .containsEntry("AZ_BATCH_TASK_USER_IDENTITY", identity);
    }

    @Test
    void aUserAccountOfThePoolIsNamedAndOneThatItDoesNotHaveFailsTheTask() {
        Context context = new Context(null, null, List.of(), null, List.of(Document.of("name", "builder")));
        Document spec = command("env").with("userIdentity", Document.of("username", "builder"));
        assertThat(node.start(assignment(Kind.TASK, spec, Map.of(), context)).outcome())
                .isEqualTo(Outcome.exited(0));
        assertThat(variables(node.stdout()))
                .containsEntry("AZ_BATCH_TASK_USER", "builder")
                .doesNotContainKey("AZ_BATCH_TASK_USER_IDENTITY");
        Document stranger = command("env").with("userIdentity", Document.of("username", "stranger"));
        Outcome outcome =
                node.start(assignment(Kind.TASK, stranger, Map.of(), context)).outcome();
        assertThat(outcome.exitCode()).isNull();
        assertThat(TestNode.failure(outcome).code()).isEqualTo("CommandLaunchFailed");
        assertThat(TestNode.failure(outcome).details()).contains(new Detail("UserName", "stranger"));
    }

    @Test
    void anInstanceOfAMultiInstanceTaskKnowsTheOthers() {
        NodeIdentity other = new NodeIdentity("pool", "tvm-2", "10.0.0.5", true);
        Instances instances = new Instances(List.of(node.identity, other), "workitems/job/job-1/task");
        Context context = new Context("workitems/job/job-1/jobpreparation", instances, List.of(), null, List.of());
        node.start(assignment(Kind.SUBTASK, command("env"), Map.of(), context)).outcome();
        assertThat(variables(node.stdout()))
                .containsEntry("AZ_BATCH_HOST_LIST", "10.0.0.4,10.0.0.5")
                .containsEntry("AZ_BATCH_NODE_LIST", "10.0.0.4;10.0.0.5")
                .containsEntry("AZ_BATCH_MASTER_NODE", "10.0.0.4:6000")
                .containsEntry("AZ_BATCH_IS_CURRENT_NODE_MASTER", "true")
                .containsEntry("CCP_NODES", "2 10.0.0.4 1 10.0.0.5 1")
                .containsKeys("AZ_BATCH_TASK_SHARED_DIR", "AZ_BATCH_JOB_PREP_DIR", "AZ_BATCH_JOB_PREP_WORKING_DIR");
    }

    @Test
    void aNodeIsEmptyAgainAfterAReimage() throws Exception {
        node.run(shell("echo x > $AZ_BATCH_NODE_SHARED_DIR/left"));
        assertThat(node.files().entry("shared/left")).isPresent();
        node.agent.provision(node.identity);
        assertThat(node.files().entry("shared/left")).isEmpty();
        assertThat(node.files().list("", false))
                .extracting(entry -> entry.path())
                .containsExactly("applications", "fsmounts", "shared", "startup", "volatile", "workitems");
    }

    @Test
    void aTaskCannotLiveOutsideOfItsNode() {
        Assignment outside =
                new Assignment(Kind.TASK, node.identity, "job", "task", "workitems/../..", command("true"), Map.of());
        assertThatThrownBy(() -> node.start(outside)).isInstanceOf(IllegalArgumentException.class);
    }

    private Assignment assignment(Kind kind, Document spec, Map<String, String> settings, Context context) {
        return new Assignment(kind, node.identity, "job", "task", TestNode.TASK, spec, settings, context);
    }

    private static Map<String, String> variables(String env) {
        return env.lines().map(line -> line.split("=", 2)).collect(Collectors.toMap(line -> line[0], line -> line[1]));
    }
}
