package io.github.batchbench.api;

import io.github.batchbench.azure.AzureAccount;
import io.github.batchbench.azure.batch.BatchService;
import io.github.batchbench.azure.batch.PoolWait;
import io.github.batchbench.azure.blob.BlobStorage;
import io.github.batchbench.azure.model.ImageQuery;
import io.github.batchbench.azure.model.JobSpec;
import io.github.batchbench.azure.model.PoolSpec;
import io.github.batchbench.azure.waiting.Await;
import io.github.batchbench.azure.waiting.Backoff;
import io.github.batchbench.azure.waiting.Pause;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Makes things in an account, fake or live, that tests use. No two factories use the same names, and everything bears
 * marks of owner, run and expiry. Thread-safe.
 */
public final class ResourceFactory implements AutoCloseable {
    private static final String REUSED = "bb-reused-";
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration POOL_PATIENCE = Duration.ofMinutes(30);

    private final AzureAccount account;
    private final Pause pause;
    private final RunNames names;
    private final Map<String, String> marks;
    private final @Nullable LiveLimits limits;
    private final AtomicLong nodeMinutes = new AtomicLong();
    private final Queue<TestJob> jobs = new ConcurrentLinkedQueue<>();
    private final AtomicInteger number = new AtomicInteger();
    private @Nullable BatchService batch;
    private @Nullable BlobStorage blobs;

    private ResourceFactory(
            AzureAccount account, Pause pause, String owner, Duration usefulFor, @Nullable LiveLimits limits) {
        this.account = account;
        this.limits = limits;
        this.pause = pause;
        this.names = RunNames.at(pause.now());
        this.marks = names.metadata(owner, usefulFor);
    }

    /**
     * Opens a factory; nothing is sent yet.
     *
     * @param owner who shall own what it makes
     * @param usefulFor after which nobody needs what it makes, and {@code sweep} may delete it
     */
    public static ResourceFactory open(AzureAccount account, Pause pause, String owner, Duration usefulFor) {
        return new ResourceFactory(account, pause, owner, usefulFor, null);
    }

    /**
     * Opens a factory for an account that costs money; nothing is sent yet.
     *
     * @param owner who shall own what it makes
     */
    public static ResourceFactory openLive(AzureAccount account, Pause pause, String owner, LiveLimits limits) {
        return new ResourceFactory(account, pause, owner, limits.timeToLive(), limits);
    }

    /** An empty container; deleted with all that is in it. */
    public TestContainer container(String name, TearDown end) {
        String whole = next(name.toLowerCase(Locale.ROOT));
        BlobStorage blobs = blobs();
        end.add("container " + whole, () -> blobs.deleteContainer(whole));
        Uninterrupted.run(() -> blobs.createContainer(whole, marks));
        return new TestContainer(whole, blobs, pause);
    }

    /** Opened when it is needed: a project may have the Blob SDK alone. */
    private synchronized BatchService batch() {
        if (batch == null) {
            batch = BatchService.open(account, pause, Backoff.DEFAULT);
        }
        return batch;
    }

    /** Opened when it is needed: a project may have the Batch SDK alone. */
    private synchronized BlobStorage blobs() {
        if (blobs == null) {
            blobs = BlobStorage.open(account, pause);
        }
        return blobs;
    }

    /**
     * A pool whose nodes are all ready.
     *
     * @throws io.github.batchbench.azure.batch.PoolUnusableException if it does not get them
     * @throws IllegalStateException if it might take more node-minutes than this factory may spend
     */
    public TestPool pool(PoolRequest request, TearDown end) {
        return Uninterrupted.get(() -> {
            String id = id(request);
            if (request.isNew()) {
                end.add("pool " + id, () -> delete(id));
                create(id, request);
            } else if (!request.reuse().isEmpty() && !isThere(id)) {
                create(id, request);
            }
            new PoolWait(batch(), pause).untilReady(id, request.nodes(), POOL_PATIENCE);
            return new TestPool(id, request.nodes(), batch(), pause);
        });
    }

    private String id(PoolRequest request) {
        if (request.isNew()) {
            return next("pool");
        }
        return request.existing().isEmpty() ? REUSED + request.reuse() : request.existing();
    }

    /** Whether an earlier run has left the pool; one whose time is over is taken away. */
    private boolean isThere(String id) throws InterruptedException {
        if (!batch().poolExists(id)) {
            return false;
        }
        if (batch().poolHealth(id).targetNodes() > 0) {
            return true;
        }
        delete(id);
        return false;
    }

    private void create(String id, PoolRequest request) throws InterruptedException {
        spend(request.nodes());
        batch().createPool(new PoolSpec(
                id,
                request.vmSize(),
                ImageQuery.UBUNTU.choose(batch().verifiedLinuxImages()),
                new PoolSpec.Nodes(request.nodes() - request.spot(), request.spot()),
                request.slotsPerNode(),
                startTask(request),
                null,
                limits == null ? null : pause.now().plus(limits.timeToLive()),
                marks));
    }

    /** In the worst case a pool keeps its nodes until it has expired and the service has noticed. */
    private void spend(int nodes) {
        if (limits == null) {
            return;
        }
        long all = nodeMinutes.addAndGet(
                nodes * limits.timeToLive().plus(PoolSpec.EVALUATION_INTERVAL).toMinutes());
        if (all > limits.maxNodeMinutes()) {
            throw new IllegalStateException("The pools of this run may take " + all + " node-minutes, but no more than "
                    + limits.maxNodeMinutes() + " are allowed: ask for fewer nodes, share pools, or allow more.");
        }
    }

    private void delete(String id) throws InterruptedException {
        batch().deletePool(id);
        awaitEnd("pool " + id, () -> !batch().poolExists(id));
    }

    private static PoolSpec.StartTask startTask(PoolRequest request) {
        return new PoolSpec.StartTask(
                TaskCommand.shell(request.startScript()).commandLine(),
                request.files().stream().map(StagedFile::resource).toList(),
                false);
    }

    /** An empty job on a pool; the service ends it after the limit. */
    public TestJob job(TestPool pool, Duration limit, TearDown end) {
        String id = next("job");
        end.add("job " + id, () -> {
            jobs.removeIf(job -> job.id().equals(id));
            batch().deleteJob(id);
            awaitEnd("job " + id, () -> !batch().jobExists(id));
        });
        Uninterrupted.run(() -> batch().createJob(new JobSpec(id, pool.id(), limit, marks)));
        TestJob job = new TestJob(id, pool, batch(), pause);
        jobs.add(job);
        return job;
    }

    private void awaitEnd(String what, Await.Question gone) throws InterruptedException {
        if (!Await.until(pause, PATIENCE, gone)) {
            throw new IllegalStateException("the service has not finished deleting " + what + " within 5 minutes");
        }
    }

    private String next(String what) {
        return names.runId() + "-" + what + "-" + number.incrementAndGet();
    }

    /** Whether it made a thing of that id or name, or keeps it for later runs: it sees to its end, nobody else. */
    public boolean looksAfter(String id) {
        return id.startsWith(names.runId()) || id.startsWith(REUSED);
    }

    /** How the tasks of its jobs are doing, for people; the end of the stderr of those that failed. */
    public String describeJobs() {
        return Uninterrupted.get(() -> {
            StringBuilder text = new StringBuilder();
            for (TestJob job : jobs) {
                text.append(job.describe());
            }
            return text.toString();
        });
    }

    /** How many node-minutes its pools may take in the worst case, as known by now; 0 where nobody counts. */
    public long nodeMinutes() {
        return nodeMinutes.get();
    }

    @Override
    public synchronized void close() {
        if (batch != null) {
            batch.close();
        }
    }
}
