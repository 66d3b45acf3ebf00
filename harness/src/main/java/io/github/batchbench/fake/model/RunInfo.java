package io.github.batchbench.fake.model;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the service tells of the latest run of a task, start task, preparation or release task. Guarded by the account's
 * lock.
 */
public final class RunInfo extends Tracked {
    private @Nullable Instant startTime;
    private @Nullable Instant endTime;
    private @Nullable Integer exitCode;
    private @Nullable FailureInfo failure;
    private int retryCount;
    private @Nullable Instant lastRetryTime;
    private int requeueCount;
    private @Nullable Instant lastRequeueTime;
    private Supplier<Optional<ContainerInfo>> container = Optional::empty;

    /** A run begins; what was known of an earlier one is forgotten, but for the counts. */
    public void begin(Instant at) {
        startTime = at;
        endTime = null;
        exitCode = null;
        failure = null;
        container = Optional::empty;
        changed();
    }

    /** Where what is known of its container is to be asked for, each time anew; not blocking. */
    public void runsIn(Supplier<Optional<ContainerInfo>> itsContainer) {
        container = itsContainer;
        changed();
    }

    /** The run ended. */
    public void end(Instant at, @Nullable Integer exitCodeIfRun, @Nullable FailureInfo failureIfAny) {
        endTime = at;
        exitCode = exitCodeIfRun;
        failure = failureIfAny;
        changed();
    }

    /** It will be tried again because it failed. */
    public void retry(Instant at) {
        retryCount++;
        lastRetryTime = at;
        changed();
    }

    /** Whether one of so many retries is left; -1 means for ever. */
    public boolean retriesLeft(int retries) {
        return retries < 0 || retryCount < retries;
    }

    /** It goes back to the queue through no fault of its own. */
    public void requeue(Instant at) {
        requeueCount++;
        lastRequeueTime = at;
        begin(at);
        startTime = null;
        changed();
    }

    /** As if it had never run: reactivation. */
    public void reset() {
        begin(Instant.EPOCH);
        startTime = null;
        retryCount = 0;
        lastRetryTime = null;
        changed();
    }

    /** Start of the latest run, null before the first. */
    public @Nullable Instant startTime() {
        return startTime;
    }

    /** End of the latest run, null while it runs. */
    public @Nullable Instant endTime() {
        return endTime;
    }

    /** The command's exit code, null if it did not run to its end. */
    public @Nullable Integer exitCode() {
        return exitCode;
    }

    /** Why it failed, null if it did not. */
    public @Nullable FailureInfo failure() {
        return failure;
    }

    /** The container of the latest run; empty before there is one, and for a run without any. */
    public Optional<ContainerInfo> container() {
        return container.get();
    }

    /** How often it was tried again after a failure. */
    public int retryCount() {
        return retryCount;
    }

    /** When it was last tried again, null if never. */
    public @Nullable Instant lastRetryTime() {
        return lastRetryTime;
    }

    /** How often it went back to the queue. */
    public int requeueCount() {
        return requeueCount;
    }

    /** When it last went back to the queue, null if never. */
    public @Nullable Instant lastRequeueTime() {
        return lastRequeueTime;
    }

    /** Whether it ended without a failure. */
    public boolean succeeded() {
        return endTime != null && failure == null;
    }

    /** What is kept of it, to be there again later. */
    public record Kept(
            @Nullable Instant startTime,
            @Nullable Instant endTime,
            @Nullable Integer exitCode,
            @Nullable FailureInfo failure,
            int retryCount,
            @Nullable Instant lastRetryTime,
            int requeueCount,
            @Nullable Instant lastRequeueTime,
            @Nullable ContainerInfo container) {}

    /** What is kept of it. */
    public Kept kept() {
        return new Kept(
                startTime,
                endTime,
                exitCode,
                failure,
                retryCount,
                lastRetryTime,
                requeueCount,
                lastRequeueTime,
                container().orElse(null));
    }

    /** As it was. */
    public static RunInfo of(Kept kept) {
        RunInfo run = new RunInfo();
        run.startTime = kept.startTime();
        run.endTime = kept.endTime();
        run.exitCode = kept.exitCode();
        run.failure = kept.failure();
        run.retryCount = kept.retryCount();
        run.lastRetryTime = kept.lastRetryTime();
        run.requeueCount = kept.requeueCount();
        run.lastRequeueTime = kept.lastRequeueTime();
        Optional<ContainerInfo> container = Optional.ofNullable(kept.container());
        run.container = () -> container;
        return run;
    }
}
