package io.github.batchbench.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.microsoft.azure.batch.BatchClient;
import com.microsoft.azure.batch.protocol.models.BatchErrorException;
import com.microsoft.azure.batch.protocol.models.PoolInformation;
import com.microsoft.azure.batch.protocol.models.TaskAddParameter;
import com.microsoft.azure.batch.protocol.models.TaskAddResult;
import com.microsoft.azure.batch.protocol.models.TaskAddStatus;
import io.github.batchbench.junit.BatchTest;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@BatchTest
@Timeout(60)
class ServiceFaultsTest {
    /** The official client asks so often before it gives up on an answer of 5xx. */
    private static final int TRIES = 4;

    private static final PoolInformation POOL = new PoolInformation().withPoolId("p");

    private final BatchClient batch;
    private final FakeAzure azure;
    private final ServiceFaults faults;

    ServiceFaultsTest(BatchClient batch, FakeAzure azure) {
        this.batch = batch;
        this.azure = azure;
        this.faults = azure.faults().service();
    }

    @BeforeEach
    void aJob() throws IOException {
        batch.jobOperations().createJob("j", POOL);
    }

    @AfterEach
    void reset() {
        azure.reset();
    }

    @Test
    void aClientIsThrottledAndToldHowLongToWait() throws IOException {
        Fault fault = faults.times(2).throttled(Duration.ofSeconds(7));

        for (int i = 0; i < 2; i++) {
            BatchErrorException refused = refused(429, "TooManyRequests");
            assertThat(refused.response().headers().get("Retry-After")).isEqualTo("7");
        }
        assertThat(batch.jobOperations().getJob("j").id()).isEqualTo("j");
        assertThat(fault.count()).isEqualTo(2);
    }

    @Test
    void theServiceIsBusyUntilTheFaultIsEnded() throws IOException {
        try (Fault fault = faults.busy(Duration.ofSeconds(1))) {
            refused(503, "ServerBusy");
            refused(503, "ServerBusy");
            assertThat(fault.count()).isEqualTo(2 * TRIES);
        }
        assertThat(batch.jobOperations().listJobs()).hasSize(1);
    }

    @Test
    void anErrorHasABodyOrNone() {
        faults.times(TRIES).internalError();
        refused(500, "InternalError");
        faults.times(TRIES).emptyAnswer(502);
        assertThatThrownBy(() -> batch.jobOperations().getJob("j")).isInstanceOf(BatchErrorException.class);
    }

    @Test
    void onlyTheRequestsThatWereChosenAreStruck() throws IOException {
        faults.on("POST", "/jobs").internalError();

        assertThatThrownBy(() -> batch.jobOperations().createJob("k", POOL)).isInstanceOf(BatchErrorException.class);
        assertThat(batch.jobOperations().listJobs()).hasSize(1);
    }

    @Test
    void aConnectionIsResetBeforeOrAfterTheServiceHasDoneIt() throws IOException {
        Fault before = faults.on("POST", "/jobs").reset();
        assertThatThrownBy(() -> batch.jobOperations().createJob("before", POOL))
                .isInstanceOf(Exception.class);
        before.end();
        faults.on("POST", "/jobs").lostAnswer();
        assertThatThrownBy(() -> batch.jobOperations().createJob("after", POOL)).isInstanceOf(Exception.class);

        assertThat(batch.jobOperations().listJobs()).extracting(job -> job.id()).containsExactly("after", "j");
    }

    @Test
    void anAnswerBreaksOffInTheMiddle() throws IOException {
        faults.times(1).cut();

        assertThatThrownBy(() -> batch.jobOperations().getJob("j")).hasStackTraceContaining("unexpected end");
        assertThat(batch.jobOperations().getJob("j").id()).isEqualTo("j");
    }

    @Test
    void aSlowAnswerComesWholeInTheEnd() throws IOException {
        Fault slow = faults.times(1).slow(Duration.ofMillis(50));
        assertThat(batch.jobOperations().getJob("j").id()).isEqualTo("j");
        Fault trickling = faults.times(1).trickling(Duration.ofMillis(50));
        assertThat(batch.jobOperations().getJob("j").id()).isEqualTo("j");

        assertThat(slow.count() + trickling.count()).isEqualTo(2);
    }

    @Test
    void taskCountsLagBehind() throws IOException {
        Fault fault = faults.staleCounts();
        add(3);

        assertThat(active()).isZero();
        assertThat(fault.count()).isEqualTo(1);
        fault.end();
        assertThat(active()).isEqualTo(3);
    }

    @Test
    void aCollectionIsTakenInPart() throws IOException {
        Fault fault = faults.partialCollections(2);

        assertThat(add(3))
                .extracting(TaskAddResult::status)
                .containsExactly(TaskAddStatus.SERVER_ERROR, TaskAddStatus.SERVER_ERROR, TaskAddStatus.SUCCESS);
        assertThat(fault.count()).isEqualTo(2);
        assertThat(batch.taskOperations().listTasks("j")).hasSize(1);
    }

    @Test
    void aCollectionIsTooLarge() throws IOException {
        faults.collectionsAtMost(2);

        BatchErrorException refused = catchThrowableOfType(BatchErrorException.class, () -> add(3));
        assertThat(refused.response().code()).isEqualTo(413);
        assertThat(refused.body().code()).isEqualTo("RequestBodyTooLarge");
        assertThat(add(2)).hasSize(2);
    }

    @Test
    void aFaultStrikesAtLeastOnce() {
        assertThatIllegalArgumentException().isThrownBy(() -> faults.times(0));
    }

    private BatchErrorException refused(int status, String code) {
        BatchErrorException refused = catchThrowableOfType(
                BatchErrorException.class, () -> batch.jobOperations().getJob("j"));
        assertThat(refused.response().code()).isEqualTo(status);
        assertThat(refused.body().code()).isEqualTo(code);
        return refused;
    }

    private List<TaskAddResult> add(int tasks) {
        List<TaskAddParameter> all = IntStream.range(0, tasks)
                .mapToObj(i -> new TaskAddParameter().withId("t" + i).withCommandLine("true"))
                .toList();
        return batch.protocolLayer().tasks().addCollection("j", all).value();
    }

    private int active() throws IOException {
        return batch.jobOperations().getTaskCounts("j").active();
    }
}
