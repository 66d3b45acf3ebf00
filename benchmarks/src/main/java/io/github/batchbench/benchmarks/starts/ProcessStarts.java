package io.github.batchbench.benchmarks.starts;

import com.microsoft.azure.batch.BatchClient;
import com.microsoft.azure.batch.protocol.models.ImageReference;
import com.microsoft.azure.batch.protocol.models.PoolAddParameter;
import com.microsoft.azure.batch.protocol.models.PoolInformation;
import com.microsoft.azure.batch.protocol.models.TaskAddParameter;
import com.microsoft.azure.batch.protocol.models.TaskCounts;
import com.microsoft.azure.batch.protocol.models.VirtualMachineConfiguration;
import io.github.batchbench.api.FakeAzure;
import io.github.batchbench.api.OfflineAccount;
import io.github.batchbench.azure.BatchClients;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.ProcessBuilder.Redirect;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * Runs so many tasks {@code true} through the whole fake (HTTP, scheduler, node, files, process) and starts as many
 * processes from plain Java with the same parallelism, by turns. Arguments: tasks (2000), slots (4), rounds (3).
 */
public final class ProcessStarts {
    private static final int COLLECTION = 100;
    private static final Duration POLL = Duration.ofMillis(50);

    private final int tasks;
    private final int slots;
    private final PrintStream out;

    private ProcessStarts(int tasks, int slots, PrintStream out) {
        this.tasks = tasks;
        this.slots = slots;
        this.out = out;
    }

    /** Measures and prints. */
    public static void main(String[] args) throws Exception {
        int rounds = argument(args, 2, 3);
        ProcessStarts starts = new ProcessStarts(argument(args, 0, 2000), argument(args, 1, 4), System.out);
        starts.compare(rounds);
    }

    private static int argument(String[] args, int index, int otherwise) {
        return args.length > index ? Integer.parseInt(args[index]) : otherwise;
    }

    private void compare(int rounds) throws Exception {
        try (FakeAzure azure = FakeAzure.start()) {
            BatchClient batch = BatchClients.open(OfflineAccount.of(azure));
            pool(batch);
            throughTheFake(batch, "warm-up");
            fromPlainJava();
            out.printf("%d tasks, %d at a time%n", tasks, slots);
            double sum = 0;
            for (int round = 1; round <= rounds; round++) {
                double fake = throughTheFake(batch, "round-" + round);
                double plain = fromPlainJava();
                sum += Math.log(fake / plain);
                out.printf("round %d: fake %.2f s, plain Java %.2f s, ratio %.2f%n", round, fake, plain, fake / plain);
            }
            out.printf("ratio, geometric mean: %.2f%n", Math.exp(sum / rounds));
            batch.protocolLayer().restClient().close();
        }
    }

    private void pool(BatchClient batch) throws IOException {
        batch.poolOperations()
                .createPool(new PoolAddParameter()
                        .withId("pool")
                        .withVmSize("standard_d2s_v3")
                        .withTargetDedicatedNodes(1)
                        .withTaskSlotsPerNode(slots)
                        .withVirtualMachineConfiguration(new VirtualMachineConfiguration()
                                .withNodeAgentSKUId("batch.node.ubuntu 22.04")
                                .withImageReference(new ImageReference()
                                        .withPublisher("canonical")
                                        .withOffer("0001-com-ubuntu-server-jammy")
                                        .withSku("22_04-lts"))));
    }

    /** Seconds from the first request to the answer that says that all have succeeded. */
    private double throughTheFake(BatchClient batch, String job) throws IOException, InterruptedException {
        long start = System.nanoTime();
        batch.jobOperations().createJob(job, new PoolInformation().withPoolId("pool"));
        for (int first = 0; first < tasks; first += COLLECTION) {
            batch.protocolLayer().tasks().addCollection(job, collection(first));
        }
        TaskCounts counts = batch.jobOperations().getTaskCounts(job);
        while (counts.completed() < tasks) {
            Thread.sleep(POLL.toMillis());
            counts = batch.jobOperations().getTaskCounts(job);
        }
        double seconds = seconds(start);
        if (counts.succeeded() != tasks) {
            throw new IllegalStateException(counts.failed() + " tasks failed");
        }
        batch.jobOperations().deleteJob(job);
        return seconds;
    }

    private List<TaskAddParameter> collection(int first) {
        return IntStream.range(first, Math.min(tasks, first + COLLECTION))
                .mapToObj(i -> new TaskAddParameter().withId("task-" + i).withCommandLine("true"))
                .toList();
    }

    private double fromPlainJava() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(slots);
        long start = System.nanoTime();
        List<Callable<Integer>> all = new ArrayList<>();
        for (int i = 0; i < tasks; i++) {
            all.add(() -> new ProcessBuilder("true")
                    .redirectOutput(Redirect.DISCARD)
                    .redirectError(Redirect.DISCARD)
                    .start()
                    .waitFor());
        }
        for (Future<Integer> exit : threads.invokeAll(all)) {
            if (exit.get() != 0) {
                throw new IllegalStateException("true failed");
            }
        }
        double seconds = seconds(start);
        threads.shutdown();
        return seconds;
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
