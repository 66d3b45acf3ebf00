package io.github.batchbench.fake.runs;

import io.github.batchbench.fake.agent.Assignment;
import io.github.batchbench.fake.agent.Execution;
import io.github.batchbench.fake.agent.Machines;
import io.github.batchbench.fake.agent.Outcome;
import io.github.batchbench.fake.model.FailureInfo;
import io.github.batchbench.fake.model.RunInfo;
import io.github.batchbench.fake.time.Engine;
import io.github.batchbench.fake.time.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A command that the service runs on a node beside tasks (start, preparation and release tasks), with its retries and
 * its limit. Whatever ends it, whoever waits for it hears so exactly once: its last attempt ended, its limit was
 * reached, its node was lost, or it is not wanted any more. Under the lock.
 */
final class NodeRun {
    /**
     * What is run.
     *
     * @param retries how often it is tried again after a bad exit code, -1 for ever
     * @param limit how long one attempt may take, empty for ever
     */
    record Command(Assignment assignment, int retries, Optional<Duration> limit) {}

    /** How it came to its end. */
    enum End {
        /** It ran and all went well. */
        SUCCEEDED,
        /** It ran and failed; the run's failure says why. */
        FAILED,
        /** Its node restarted, left or was lost while it ran. */
        NODE_LOST
    }

    private final Engine engine;
    private final Machines machines;
    private final Command command;
    private final RunInfo info;
    private final Consumer<Runnable> whenHeard;
    private final Consumer<End> end;
    private @Nullable Execution execution;
    private Timeline.@Nullable Event limit;
    private int attempt;
    private boolean limitReached;
    private boolean over;

    /**
     * A run that has not begun.
     *
     * @param info is kept up to date
     * @param whenHeard passes on what follows when an attempt has ended: at once, or when a hold lets it go
     * @param end hears once
     */
    NodeRun(
            Engine engine,
            Machines machines,
            Command command,
            RunInfo info,
            Consumer<Runnable> whenHeard,
            Consumer<End> end) {
        this.engine = engine;
        this.machines = machines;
        this.command = command;
        this.info = info;
        this.whenHeard = whenHeard;
        this.end = end;
    }

    /** Begins it, or tries it again. */
    void start() {
        int current = ++attempt;
        limitReached = false;
        info.begin(now());
        Execution started =
                machines.launch(command.assignment(), outcome -> whenHeard.accept(() -> ended(current, outcome)));
        if (isUnderWay(current)) {
            execution = started;
            info.runsIn(started.container());
            command.limit().ifPresent(time -> limit = engine.scheduleDeadline(time, () -> limitReached(current)));
        }
    }

    private boolean isUnderWay(int anAttempt) {
        return !over && anAttempt == attempt;
    }

    private void limitReached(int ofAttempt) {
        if (isUnderWay(ofAttempt) && execution != null) {
            limitReached = true;
            execution.end();
        }
    }

    private void ended(int ofAttempt, Outcome outcome) {
        if (!isUnderWay(ofAttempt)) {
            return;
        }
        unlimit();
        if (outcome.failedExit() && !limitReached && info.retriesLeft(command.retries())) {
            info.retry(now());
            start();
            return;
        }
        FailureInfo failure = limitReached ? Failures.ENDED_BY_LIMIT : Failures.of(outcome);
        info.end(now(), outcome.exitCode(), failure);
        over = true;
        end.accept(failure == null ? End.SUCCEEDED : End.FAILED);
    }

    /** The node is not up any more: what runs there ends, and whoever waits hears of it now. */
    void nodeLost() {
        if (!over) {
            forget();
            end.accept(End.NODE_LOST);
        }
    }

    /** It is to end, for this reason. */
    void terminate(FailureInfo why) {
        if (!over) {
            forget();
            info.end(now(), null, why);
            end.accept(End.FAILED);
        }
    }

    /** Ends it, and nobody hears of it: the account is reset. */
    void forget() {
        over = true;
        unlimit();
        if (execution != null) {
            execution.end();
        }
    }

    private void unlimit() {
        if (limit != null) {
            limit.cancel();
            limit = null;
        }
    }

    private Instant now() {
        return engine.now();
    }
}
