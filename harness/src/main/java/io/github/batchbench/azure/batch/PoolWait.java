package io.github.batchbench.azure.batch;

import io.github.batchbench.azure.model.NodeReport;
import io.github.batchbench.azure.model.PoolHealth;
import io.github.batchbench.azure.waiting.Await;
import io.github.batchbench.azure.waiting.Pause;
import java.time.Duration;
import java.util.List;

/** Waits until a pool has its nodes and all of them are past their start task. */
public final class PoolWait {
    private final BatchService batch;
    private final Pause pause;

    /** A wait on the account, by the given time. */
    public PoolWait(BatchService batch, Pause pause) {
        this.batch = batch;
        this.pause = pause;
    }

    /**
     * Waits, and returns what the pool looks like then.
     *
     * @throws PoolUnusableException as soon as a node was refused or has failed, or if there are too few in time
     */
    public PoolHealth untilReady(String poolId, int nodes, Duration timeout) throws InterruptedException {
        PoolHealth last = Await.lookUntil(
                pause, timeout, () -> batch.poolHealth(poolId), health -> isReady(poolId, nodes, health));
        if (!isReady(poolId, nodes, last)) {
            throw unusable(poolId, last);
        }
        return last;
    }

    private boolean isReady(String poolId, int nodes, PoolHealth health) throws InterruptedException {
        if (!health.brokenNodes().isEmpty()
                || (health.steady() && !health.resizeErrors().isEmpty())) {
            throw unusable(poolId, health);
        }
        return health.started() && health.nodes().size() >= nodes;
    }

    private PoolUnusableException unusable(String poolId, PoolHealth health) throws InterruptedException {
        List<NodeReport> broken = health.brokenNodes();
        String stderr = broken.isEmpty()
                ? ""
                : batch.endOfStartTaskStderr(poolId, broken.get(0).id());
        return PoolUnusableException.of(poolId, health, stderr);
    }
}
