package io.github.batchbench.fake.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.azure.batch.BatchClient;
import com.microsoft.azure.batch.protocol.BatchServiceClient;
import com.microsoft.azure.batch.protocol.models.JobAddParameter;
import com.microsoft.azure.batch.protocol.models.PoolInformation;
import com.microsoft.azure.batch.protocol.models.TaskAddCollectionResult;
import com.microsoft.azure.batch.protocol.models.TaskAddParameter;
import com.microsoft.azure.batch.protocol.models.TaskAddStatus;
import com.microsoft.azure.batch.protocol.models.TaskListOptions;
import io.github.batchbench.api.FakeAzure;
import io.github.batchbench.api.OfflineAccount;
import io.github.batchbench.azure.BatchClients;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What 100,000 tasks in one job cost, by the Java client over HTTP: {@code .ci/job-scale}. It reports; a machine's speed
 * is no reason to fail.
 */
class JobScaleReport {
    private static final int ALL = 100_000;
    private static final int AT_ONCE = 100;
    private static final int STEP = 10_000;
    /** The client fetches the next page at once, so that it must always have one. */
    private static final int PAGE = 50;

    private static final int ROUNDS = 200;

    @Test
    void addingIsLinearAndLookingCostsTheSame() throws Exception {
        try (FakeAzure azure = FakeAzure.start()) {
            BatchClient batch = BatchClients.open(OfflineAccount.of(azure));
            BatchServiceClient client = batch.protocolLayer();
            client.jobs()
                    .add(new JobAddParameter().withId("job").withPoolInfo(new PoolInformation().withPoolId("pool")));
            System.out.printf(
                    "%8s %18s %14s %22s%n", "tasks", "10,000 more (ms)", "counts (ms)", "two pages of 50 (ms)");
            double added = 0;
            for (int tasks = 0; tasks < ALL; tasks += AT_ONCE) {
                double took = add(client, tasks);
                added += took;
                int now = tasks + AT_ONCE;
                if (now == AT_ONCE || now % STEP == 0) {
                    System.out.printf(
                            "%8d %18s %14.2f %22.2f%n",
                            now, now % STEP == 0 ? "%.0f".formatted(added) : "", counts(client, now), page(client));
                    added = now % STEP == 0 ? 0 : added;
                }
            }
            client.restClient().close();
        }
    }

    private static double add(BatchServiceClient client, int first) {
        List<TaskAddParameter> tasks = IntStream.range(first, first + AT_ONCE)
                .mapToObj(i ->
                        new TaskAddParameter().withId("task-%06d".formatted(i)).withCommandLine("true"))
                .toList();
        TaskAddCollectionResult[] result = new TaskAddCollectionResult[1];
        double took = millis(() -> result[0] = client.tasks().addCollection("job", tasks));
        assertThat(result[0].value()).allMatch(task -> task.status() == TaskAddStatus.SUCCESS);
        return took;
    }

    private static double counts(BatchServiceClient client, int expected) {
        assertThat(client.jobs().getTaskCounts("job").taskCounts().active()).isEqualTo(expected);
        return median(() -> client.jobs().getTaskCounts("job"));
    }

    private static double page(BatchServiceClient client) {
        TaskListOptions options = new TaskListOptions().withMaxResults(PAGE);
        assertThat(client.tasks().list("job", options).currentPage().items()).hasSize(PAGE);
        return median(() -> client.tasks().list("job", options));
    }

    private static double median(Runnable call) {
        double[] times =
                IntStream.range(0, ROUNDS).mapToDouble(i -> millis(call)).toArray();
        Arrays.sort(times);
        return times[ROUNDS / 2];
    }

    private static double millis(Runnable call) {
        long start = System.nanoTime();
        call.run();
        return (System.nanoTime() - start) / 1e6;
    }
}
