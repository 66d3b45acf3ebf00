package io.github.batchbench.concurrency;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobServiceClient;
import com.microsoft.azure.batch.BatchClient;
import io.github.batchbench.fuzz.Together;
import io.github.batchbench.junit.BatchTest;
import io.github.batchbench.junit.Leftover;
import io.github.batchbench.junit.MayLeave;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Clients that use the same job, task or blob at the same time through the official SDKs: whatever they saw, there is an
 * order of their requests, one after the other, that explains it. Longer with {@code -Dbatchbench.concurrency.rounds=N}.
 */
@BatchTest
@MayLeave({Leftover.JOB, Leftover.CONTAINER})
@Timeout(600)
@SuppressWarnings("NullAway.Init") // JUnit sets the fields
class ManyClientsAtOnceTest {
    private static final int CLIENTS = 8;
    private static final int REQUESTS = 8;
    private static final int ROUNDS = Integer.getInteger("batchbench.concurrency.rounds", 2);

    private BatchClient batch;
    private BlobContainerClient container;

    @BeforeEach
    void start(BatchClient client, BlobServiceClient blobs) {
        batch = client;
        container = blobs.createBlobContainer("box");
    }

    @Test
    void tasksOfAJob() throws Exception {
        explain(round -> new TasksScene(batch, "tasks" + round));
    }

    @Test
    void aJobThatIsChangedIfNobodyElseDid() throws Exception {
        explain(round -> new JobScene(batch, "job" + round));
    }

    @Test
    void aBlobThatIsPutReplacedAndDeleted() throws Exception {
        explain(round -> new BlobScene(container.getBlobClient("put" + round).getBlockBlobClient()));
    }

    @Test
    void blocksThatAreStagedAndCommitted() throws Exception {
        explain(round ->
                new BlocksScene(container.getBlobClient("blocks" + round).getBlockBlobClient()));
    }

    @Test
    void aBlobUnderLeases() throws Exception {
        explain(round -> new LeaseScene(container.getBlobClient("lease" + round).getBlockBlobClient()));
    }

    /** Makes what the clients of a round use. */
    @FunctionalInterface
    private interface Scenes<S> {
        Scene<S> of(int round) throws Exception;
    }

    private static <S> void explain(Scenes<S> scenes) throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            int seed = round * CLIENTS;
            Scene<S> scene = scenes.of(round);
            History history = new History();
            Together.run(CLIENTS, client -> {
                Random random = new Random(seed + client);
                for (int i = 0; i < REQUESTS; i++) {
                    scene.request(history, client, random);
                }
            });
            List<Call> calls = history.calls();
            assertThat(calls).hasSizeGreaterThanOrEqualTo(CLIENTS * REQUESTS);
            assertThat(SequentialOrder.of(calls, scene))
                    .as(() -> "no order explains round " + round(calls))
                    .isPresent();
        }
    }

    private static String round(List<Call> calls) {
        return calls.stream().map(Call::toString).collect(Collectors.joining("\n", "\n", "\n"));
    }
}
