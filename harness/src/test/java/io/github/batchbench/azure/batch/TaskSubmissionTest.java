package io.github.batchbench.azure.batch;

import static io.github.batchbench.azure.http.BatchStub.answer;
import static io.github.batchbench.azure.http.BatchStub.error;
import static io.github.batchbench.azure.http.BatchStub.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.github.batchbench.azure.http.BatchStub;
import io.github.batchbench.azure.model.TaskSpec;
import io.github.batchbench.azure.waiting.Backoff;
import io.github.batchbench.azure.waiting.SteppedPause;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class TaskSubmissionTest {
    private final BatchStub stub = new BatchStub();
    private final SteppedPause pause = new SteppedPause();
    private final BatchService batch = BatchService.open(stub.account(), pause, Backoff.DEFAULT);

    @AfterEach
    void close() {
        batch.close();
        stub.close();
    }

    @Test
    void addsAnyNumberInRequestsOfAHundred() throws InterruptedException {
        batch.addTasks("j", tasks(250));

        assertThat(stub.added()).extracting(List::size).containsExactly(100, 100, 50);
        assertThat(stub.added().stream().flatMap(List::stream))
                .doesNotHaveDuplicates()
                .hasSize(250);
        assertThat(pause.waits()).isEmpty();
    }

    @Test
    void keepsEachRequestBelowAMebibyte() throws InterruptedException {
        String long50KiB = "true " + "ä".repeat(25 * 1024);

        batch.addTasks(
                "j",
                IntStream.range(0, 60).mapToObj(i -> task("t" + i, long50KiB)).toList());

        List<LoggedRequest> requests = stub.wireMock().findAll(WireMock.postRequestedFor(WireMock.anyUrl()));
        assertThat(requests)
                .hasSizeGreaterThanOrEqualTo(3)
                .allSatisfy(request -> assertThat(request.getBody().length).isLessThan(1024 * 1024));
        assertThat(stub.added().stream().flatMap(List::stream))
                .doesNotHaveDuplicates()
                .hasSize(60);
    }

    @Test
    void halvesARequestThatIsTooLargeAndOnlyThatOne() throws InterruptedException {
        stub.next(ids -> error(413, "RequestBodyTooLarge"));

        batch.addTasks("j", tasks(200));
        batch.addTasks("k", tasks(100));

        assertThat(stub.added()).extracting(List::size).containsExactly(100, 50, 50, 100, 100);
    }

    @Test
    void namesTheOneTaskThatIsTooLargeAndAddsTheOthers() {
        stub.always(ids -> ids.contains("t3") ? error(413, "RequestBodyTooLarge") : BatchStub.allAdded(ids));

        var thrown = catchThrowableOfType(TasksNotAddedException.class, () -> batch.addTasks("j", tasks(10)));

        assertThat(thrown.reasons()).containsOnlyKeys("t3");
        assertThat(thrown).hasMessageContaining("1 of 10 tasks").hasMessageContaining("RequestBodyTooLarge");
    }

    @Test
    void waitsAsLongAsAThrottlingServiceAsks() throws InterruptedException {
        stub.next(ids -> error(429, "TooManyRequests").withHeader("Retry-After", "3"));

        batch.addTasks("j", tasks(5));

        assertThat(pause.waits()).containsExactly(Duration.ofSeconds(3));
        assertThat(stub.added()).hasSize(2);
    }

    @Test
    void doesNotWaitForeverThoughAsked() throws InterruptedException {
        stub.next(ids -> error(429, "TooManyRequests").withHeader("Retry-After", "86400"));

        batch.addTasks("j", tasks(5));

        assertThat(pause.waits()).containsExactly(Duration.ofSeconds(60));
    }

    @Test
    void waitsLongerEachTimeTheServiceIsBusy() throws InterruptedException {
        stub.next(ids -> error(503, "ServerBusy"))
                .next(ids -> error(503, "ServerBusy"))
                .next(ids -> error(503, "ServerBusy"));

        batch.addTasks("j", tasks(5));

        assertThat(pause.waits())
                .containsExactly(Duration.ofMillis(200), Duration.ofMillis(400), Duration.ofMillis(800));
    }

    @Test
    void takesAnExistingTaskAsItsOwnAfterALostAnswer() throws InterruptedException {
        stub.next(ids -> WireMock.aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER))
                .next(ids -> answer(ids, id -> refused(id, "ClientError", "TaskExists")));

        batch.addTasks("j", tasks(5));

        assertThat(stub.added()).hasSize(2);
    }

    @Test
    void doesNotTakeAnExistingTaskAsItsOwnAfterMereThrottling() {
        stub.next(ids -> error(429, "TooManyRequests"))
                .next(ids -> answer(ids, id -> refused(id, "ClientError", "TaskExists")));

        assertThatThrownBy(() -> batch.addTasks("j", tasks(2)))
                .isInstanceOf(TasksNotAddedException.class)
                .hasMessageContaining("t1: TaskExists");
    }

    @Test
    void namesAForeignTaskOfTheSameId() {
        stub.next(ids ->
                answer(ids, id -> id.equals("t7") ? refused(id, "ClientError", "TaskExists") : BatchStub.added(id)));

        var thrown = catchThrowableOfType(TasksNotAddedException.class, () -> batch.addTasks("j", tasks(250)));

        assertThat(thrown.reasons()).containsExactly(Map.entry("t7", "TaskExists: No."));
        assertThat(stub.added()).hasSize(3);
    }

    @Test
    void sendsOnlyTheTasksAgainThatTheServerCouldNotAdd() throws InterruptedException {
        stub.next(ids ->
                answer(ids, id -> id.equals("t2") ? refused(id, "servererror", "InternalError") : BatchStub.added(id)));

        batch.addTasks("j", tasks(5));

        assertThat(stub.added()).hasSize(2).last().isEqualTo(List.of("t2"));
    }

    @Test
    void givesUpOnATaskThatTheServerNeverAdds() {
        stub.always(ids ->
                answer(ids, id -> id.equals("t2") ? refused(id, "servererror", "InternalError") : BatchStub.added(id)));

        assertThatThrownBy(() -> batch.addTasks("j", tasks(5)))
                .isInstanceOf(TasksNotAddedException.class)
                .hasMessageContaining("1 of 5 tasks")
                .hasMessageContaining("InternalError: No. (7 tries)");
        assertThat(stub.added()).hasSize(7);
    }

    @Test
    void sendsATaskAgainThatTheAnswerDoesNotMention() throws InterruptedException {
        stub.next(ids -> BatchStub.allAdded(ids.subList(1, ids.size())));

        batch.addTasks("j", tasks(5));

        assertThat(stub.added()).last().isEqualTo(List.of("t0"));
    }

    @Test
    void namesEveryTaskWhenTheServiceStaysBusyWithoutABody() {
        stub.always(ids -> WireMock.aResponse().withStatus(503));

        var thrown = catchThrowableOfType(TasksNotAddedException.class, () -> batch.addTasks("j", tasks(150)));

        assertThat(thrown.reasons()).hasSize(150);
        assertThat(thrown).hasMessageContaining("150 of 150").hasMessageContaining("HTTP 503");
        assertThat(stub.added()).hasSize(7);
    }

    @Test
    void namesEveryTaskWhenTheRequestIsRefusedWithoutABody() {
        stub.always(ids -> WireMock.aResponse().withStatus(400));

        var thrown = catchThrowableOfType(TasksNotAddedException.class, () -> batch.addTasks("j", tasks(50)));

        assertThat(thrown.reasons()).hasSize(50);
        assertThat(stub.added()).hasSize(1);
        assertThat(pause.waits()).isEmpty();
    }

    @Test
    void survivesAProxysErrorPage() throws InterruptedException {
        stub.next(ids -> WireMock.aResponse().withStatus(502).withBody("<html>Bad gateway</html>"));

        batch.addTasks("j", tasks(5));

        assertThat(stub.added()).hasSize(2);
    }

    @Test
    void refusesTwoTasksOfOneId() {
        assertThatThrownBy(() -> batch.addTasks("j", List.of(task("a", "true"), task("a", "true"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("id a");
        assertThat(stub.added()).isEmpty();
    }

    private static List<TaskSpec> tasks(int count) {
        return IntStream.range(0, count).mapToObj(i -> task("t" + i, "true")).toList();
    }

    private static TaskSpec task(String id, String commandLine) {
        return new TaskSpec(id, commandLine, List.of(), Map.of("K", "v"), Duration.ofMinutes(1), 0);
    }
}
