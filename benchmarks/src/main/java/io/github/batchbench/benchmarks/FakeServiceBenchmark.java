package io.github.batchbench.benchmarks;

import com.microsoft.azure.PagedList;
import com.microsoft.azure.batch.BatchClient;
import com.microsoft.azure.batch.protocol.models.CloudTask;
import com.microsoft.azure.batch.protocol.models.TaskAddParameter;
import com.microsoft.azure.batch.protocol.models.TaskCountsResult;
import com.microsoft.azure.batch.protocol.models.TaskListOptions;
import io.github.batchbench.api.FakeAzure;
import io.github.batchbench.azure.BatchClients;
import io.github.batchbench.fake.account.BatchAccount;
import io.github.batchbench.fake.model.Document;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One request at a time to the fake, through HTTP and with signatures, by the SDK's own client, whose share is in the
 * figures; and how that grows with the tasks of the job. The job's pool has no nodes, so that nothing else goes on.
 */
@State(Scope.Benchmark)
@BenchmarkMode({Mode.Throughput, Mode.SampleTime})
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(5)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
public class FakeServiceBenchmark {
    private static final String JOB = "job";
    private static final int LARGEST_PAGE = 1000;

    /** Tasks that the job has to begin with. */
    @Param({"100", "10000", "100000"})
    public int jobTasks;

    private final FakeAzure azure = FakeAzure.start();
    private final BatchClient client = BatchClients.open(Account.of(azure).azure());
    private final AtomicInteger added = new AtomicInteger();

    /** Fills the job, past HTTP. */
    @Setup
    public void fill() {
        BatchAccount account = azure.batch();
        account.pools()
                .add(Document.of("id", "pool").with("vmSize", "standard_d2s_v3").with("targetDedicatedNodes", 0L));
        account.jobs().add(Document.of("id", JOB).with("poolInfo", Document.of("poolId", "pool")));
        for (int i = 0; i < jobTasks; i++) {
            account.tasks().add(JOB, Document.of("id", "task%06d".formatted(i)).with("commandLine", "true"));
        }
    }

    /** Ends the fake. */
    @TearDown
    public void end() {
        azure.close();
    }

    /** One task. The job grows while this is measured. */
    @Benchmark
    public void add() {
        TaskAddParameter task = new TaskAddParameter()
                .withId("added%09d".formatted(added.incrementAndGet()))
                .withCommandLine("true");
        client.protocolLayer().tasks().add(JOB, task);
    }

    /** What a wait asks, again and again. */
    @Benchmark
    public TaskCountsResult poll() {
        return client.protocolLayer().jobs().getTaskCounts(JOB);
    }

    /** The first page, of a thousand tasks or all there are. */
    @Benchmark
    public PagedList<CloudTask> listPage() {
        return client.protocolLayer().tasks().list(JOB, new TaskListOptions().withMaxResults(LARGEST_PAGE));
    }

    /** One task out of the middle. */
    @Benchmark
    public CloudTask get() {
        return client.protocolLayer().tasks().get(JOB, "task%06d".formatted(jobTasks / 2));
    }
}
