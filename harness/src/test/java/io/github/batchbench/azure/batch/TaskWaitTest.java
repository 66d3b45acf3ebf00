package io.github.batchbench.azure.batch;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import io.github.batchbench.azure.http.BatchStub;
import io.github.batchbench.azure.model.TaskCounts;
import io.github.batchbench.azure.model.TaskReport;
import io.github.batchbench.azure.waiting.Backoff;
import io.github.batchbench.azure.waiting.SteppedPause;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class TaskWaitTest {
    private static final String NO_NODES = "{\"value\":[]}";

    private static final String TWO_IDLE = "{\"value\":[" + node("n1", "idle") + "," + node("n2", "idle") + "]}";

    private final BatchStub stub = new BatchStub();
    private final SteppedPause pause = new SteppedPause();
    private final BatchService batch = BatchService.open(stub.account(), pause, Backoff.DEFAULT);
    private final List<String> warnings = new ArrayList<>();

    @AfterEach
    void close() {
        batch.close();
        stub.close();
    }

    @Test
    void listsTheTasksOnlyOnceTheCountsSayThatAllAreOver() throws InterruptedException {
        counts(Scenario.STARTED, 1, 1, 0, "one");
        counts("one", 0, 1, 1, "two");
        counts("two", 0, 0, 2, "two");
        pool("steady", "\"id\":\"p\"", TWO_IDLE);
        stub.wireMock().stubFor(get(urlPathEqualTo("/jobs/j/tasks")).willReturn(okJson(tasks("completed"))));

        List<TaskReport> tasks = await(2);

        assertThat(tasks).extracting(TaskReport::id).containsExactly("a", "b");
        assertThat(tasks).extracting(TaskReport::succeeded).containsExactly(true, false);
        assertThat(tasks.get(1).failure()).isEqualTo("FailureExitCode: It failed. (Message: exit code 3)");
        stub.wireMock().verify(1, getRequestedFor(urlPathEqualTo("/jobs/j/tasks")));
        stub.wireMock().verify(3, getRequestedFor(urlPathEqualTo("/jobs/j/taskcounts")));
    }

    @Test
    void doesNotTrustCountsThatRunAheadOfTheTasks() throws InterruptedException {
        counts(Scenario.STARTED, 0, 0, 2, Scenario.STARTED);
        stub.wireMock()
                .stubFor(get(urlPathEqualTo("/jobs/j/tasks"))
                        .inScenario("tasks")
                        .willReturn(okJson(tasks("running")))
                        .willSetStateTo("over"));
        stub.wireMock()
                .stubFor(get(urlPathEqualTo("/jobs/j/tasks"))
                        .inScenario("tasks")
                        .whenScenarioStateIs("over")
                        .willReturn(okJson(tasks("completed"))));

        assertThat(await(2)).allMatch(TaskReport::completed);
        stub.wireMock().verify(2, getRequestedFor(urlPathEqualTo("/jobs/j/tasks")));
    }

    @Test
    void asksLessAndLessOften() {
        counts(Scenario.STARTED, 0, 2, 0, Scenario.STARTED);
        pool("steady", "\"id\":\"p\"", TWO_IDLE);
        Instant began = pause.now();

        assertThatThrownBy(() -> await(2))
                .isInstanceOf(WaitTimeoutException.class)
                .hasMessage("After 20 min, 0 of 2 tasks are completed; 2 are running and 0 wait for a node.");

        assertThat(pause.waits()).hasSizeLessThan(160);
        assertThat(pause.waits().get(0)).isEqualTo(Duration.ofMillis(50));
        assertThat(pause.waits()).allMatch(wait -> wait.compareTo(Duration.ofSeconds(15)) <= 0);
        assertThat(Duration.between(began, pause.now())).isEqualTo(Duration.ofMinutes(20));
        stub.wireMock().verify(1, getRequestedFor(urlPathEqualTo("/pools/p")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT1H", "PT-1H"})
    void waitsAsLongWhoeverSetsTheClock(Duration leap) {
        counts(Scenario.STARTED, 0, 2, 0, Scenario.STARTED);
        pool("steady", "\"id\":\"p\"", TWO_IDLE);
        TaskWait.Observer setter = new TaskWait.Observer() {
            @Override
            public void counts(TaskCounts counts) {
                pause.leap(leap);
            }

            @Override
            public void warning(String text) {}
        };

        assertThatThrownBy(
                        () -> new TaskWait(batch, pause, setter).untilAllCompleted("j", "p", 2, Duration.ofMinutes(20)))
                .isInstanceOf(WaitTimeoutException.class);

        assertThat(pause.waits().stream().reduce(Duration.ZERO, Duration::plus)).isEqualTo(Duration.ofMinutes(20));
    }

    @Test
    void saysThatTasksWentBackToTheQueueAndThatTheirNodeWasTakenAway() throws InterruptedException {
        counts(Scenario.STARTED, 0, 2, 0, "preempted");
        counts("preempted", 1, 0, 1, "again");
        counts("again", 0, 0, 2, "again");
        pool("steady", "\"id\":\"p\"", "{\"value\":[" + node("n1", "preempted") + "," + node("n2", "idle") + "]}");
        stub.wireMock().stubFor(get(urlPathEqualTo("/jobs/j/tasks")).willReturn(okJson(tasks("completed"))));

        await(2);

        assertThat(warnings)
                .containsExactly(
                        "Node n1 was taken away by the service (preempted).",
                        "1 tasks went back to the queue, because their nodes were lost or taken away; they will be run"
                                + " again.");
    }

    @Test
    void saysAtOnceThatThePoolWasRefusedItsNodes() {
        counts(Scenario.STARTED, 2, 0, 0, Scenario.STARTED);
        pool(
                "steady",
                "\"resizeErrors\":[{\"code\":\"AccountCoreQuotaReached\",\"message\":\"No cores left.\"}]",
                NO_NODES);

        assertThatThrownBy(() -> await(2))
                .isInstanceOf(PoolUnusableException.class)
                .hasMessageContaining("It has none of its 2 nodes.")
                .hasMessageContaining("Resize error AccountCoreQuotaReached: No cores left.");
        assertThat(pause.waits()).isEmpty();
    }

    @Test
    void waitsWhileThePoolIsStillGettingItsNodes() {
        counts(Scenario.STARTED, 2, 0, 0, Scenario.STARTED);
        pool("resizing", "\"id\":\"p\"", NO_NODES);

        assertThatThrownBy(() -> await(2)).isInstanceOf(WaitTimeoutException.class);
    }

    @Test
    void showsTheStderrOfAStartTaskThatFailedOnEveryNode() {
        counts(Scenario.STARTED, 2, 0, 0, Scenario.STARTED);
        pool("steady", "\"id\":\"p\"", "{\"value\":[" + node("n1", "starttaskfailed") + "]}");
        startTaskStderr("cp: no space left, sig=abc");

        assertThatThrownBy(() -> await(2))
                .isInstanceOf(PoolUnusableException.class)
                .hasMessageContaining("Node n1 is starttaskfailed; its start task exited with 1")
                .hasMessageContaining("cp: no space left, sig=REDACTED");
    }

    @Test
    void onlyWarnsOfABrokenNodeWhileThereIsAnother() {
        counts(Scenario.STARTED, 2, 0, 0, Scenario.STARTED);
        pool(
                "steady",
                "\"id\":\"p\"",
                "{\"value\":[" + node("n1", "starttaskfailed") + "," + node("n2", "idle") + "]}");
        startTaskStderr("oops");

        assertThatThrownBy(() -> await(2)).isInstanceOf(WaitTimeoutException.class);
        assertThat(warnings).singleElement().asString().contains("Node n1").contains("oops");
    }

    @Test
    void endsWhenItsThreadIsInterrupted() {
        counts(Scenario.STARTED, 0, 2, 0, Scenario.STARTED);
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> await(2)).isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isFalse();
    }

    private List<TaskReport> await(int expected) throws InterruptedException {
        TaskWait.Observer observer = new TaskWait.Observer() {
            @Override
            public void counts(TaskCounts counts) {}

            @Override
            public void warning(String text) {
                warnings.add(text);
            }
        };
        return new TaskWait(batch, pause, observer).untilAllCompleted("j", "p", expected, Duration.ofMinutes(20));
    }

    private void counts(String state, int active, int running, int completed, String next) {
        String body = "{\"taskCounts\":{\"active\":%d,\"running\":%d,\"completed\":%d,\"succeeded\":0,\"failed\":0}}"
                .formatted(active, running, completed);
        stub.wireMock()
                .stubFor(get(urlPathEqualTo("/jobs/j/taskcounts"))
                        .inScenario("counts")
                        .whenScenarioStateIs(state)
                        .willReturn(okJson(body))
                        .willSetStateTo(next));
    }

    private void pool(String allocation, String more, String nodes) {
        stub.wireMock()
                .stubFor(get(urlPathEqualTo("/pools/p"))
                        .willReturn(okJson("{\"allocationState\":\"%s\",\"targetDedicatedNodes\":2,%s}"
                                .formatted(allocation, more))));
        stub.wireMock().stubFor(get(urlPathEqualTo("/pools/p/nodes")).willReturn(okJson(nodes)));
    }

    private void startTaskStderr(String text) {
        stub.wireMock()
                .stubFor(WireMock.head(urlPathMatching("/pools/p/nodes/n1/files/.*"))
                        .willReturn(WireMock.ok().withHeader("Content-Length", String.valueOf(text.length()))));
        stub.wireMock()
                .stubFor(get(urlPathMatching("/pools/p/nodes/n1/files/.*")).willReturn(WireMock.ok(text)));
    }

    private static String node(String id, String state) {
        return "{\"id\":\"%s\",\"state\":\"%s\",\"startTaskInfo\":{\"state\":\"completed\",\"exitCode\":1,\"retryCount\":0}}"
                .formatted(id, state);
    }

    private static String tasks(String state) {
        return """
                {"value":[
                {"id":"a","state":"%1$s","commandLine":"x","executionInfo":{"exitCode":0,"result":"success","retryCount":0,
                "requeueCount":0}},
                {"id":"b","state":"%1$s","commandLine":"x","executionInfo":{"exitCode":3,"result":"failure","retryCount":0,
                "requeueCount":0,"failureInfo":{"category":"usererror","code":"FailureExitCode","message":"It failed.",
                "details":[{"name":"Message","value":"exit code 3"}]}}}]}
                """.formatted(state);
    }
}
