package io.github.batchbench.fake.pools;

import io.github.batchbench.fake.agent.Machines;
import io.github.batchbench.fake.model.ComputeNode;
import io.github.batchbench.fake.model.Pool;
import io.github.batchbench.fake.model.Strictness;
import io.github.batchbench.fake.runs.PreparationAndRelease;
import io.github.batchbench.fake.runs.Retention;
import io.github.batchbench.fake.runs.TaskRuns;
import io.github.batchbench.fake.scheduling.Scheduler;
import io.github.batchbench.fake.state.Allocation;
import io.github.batchbench.fake.state.Applications;
import io.github.batchbench.fake.state.Entities;
import io.github.batchbench.fake.state.Events;
import io.github.batchbench.fake.state.ServiceEvent.NodeVacated;
import io.github.batchbench.fake.state.ServiceEvent.TaskStarted;
import io.github.batchbench.fake.time.Engine;
import java.util.List;
import java.util.Map;

/** This package put together: what it offers to those above, and what it is to hear from those below. */
public final class PoolServices {
    private final PoolRules rules;
    private final Draining draining;
    private final Resizing resizing;
    private final AutoScaling autoScaling;
    private final Pools pools;
    private final Nodes nodes;
    private final NodeFaults nodeFaults;
    private final AutoPools autoPools;

    /** No pool is there yet. */
    public PoolServices(
            Engine engine,
            Entities entities,
            Events events,
            Machines machines,
            Scheduler scheduler,
            PreparationAndRelease preparationAndRelease,
            TaskRuns taskRuns,
            Retention retention,
            Applications applications,
            Strictness strictness) {
        this.rules = new PoolRules(applications, strictness);
        NodeLife nodeLife = new NodeLife(engine, machines, scheduler, preparationAndRelease);
        this.draining = new Draining(engine, taskRuns, retention, scheduler);
        this.resizing = new Resizing(engine, entities, events, machines, scheduler, nodeLife, draining);
        this.autoScaling = new AutoScaling(engine, entities, events, resizing);
        this.pools = new Pools(engine, entities, resizing, autoScaling, scheduler, rules);
        this.nodes = new Nodes(engine, entities, scheduler, nodeLife, draining);
        this.nodeFaults = new NodeFaults(engine, entities, nodeLife, draining, nodes);
        this.autoPools = new AutoPools(engine, entities, pools);
    }

    /** The rules of pools, which an auto pool's specification keeps, too. */
    public PoolRules rules() {
        return rules;
    }

    /** Operations on pools. */
    public Pools pools() {
        return pools;
    }

    /** Operations on single nodes. */
    public Nodes nodes() {
        return nodes;
    }

    /** What goes wrong with nodes. */
    public NodeFaults nodeFaults() {
        return nodeFaults;
    }

    /** Pools whose size a formula decides. */
    public AutoScaling autoScaling() {
        return autoScaling;
    }

    /** Pools that are made for jobs and schedules. */
    public AutoPools autoPools() {
        return autoPools;
    }

    /** Decides from now on how many nodes a pool gets. Under the lock. */
    public void allocation(Allocation newAllocation) {
        resizing.allocation(newAllocation);
    }

    /** A task has begun on a node: what waits for one befalls it. */
    public void hear(TaskStarted event) {
        nodeFaults.started(event.pool(), event.node());
    }

    /** A task has left a node: what waits for the last one happens. */
    public void hear(NodeVacated event) {
        draining.vacated(event.node());
    }

    /**
     * What is kept of an account's pools, to be there again later.
     *
     * @param nodesNamed how many nodes were given names
     * @param autoPoolsMade how many auto pools were made
     * @param ofSchedules the auto pools of schedules, by the schedules' ids
     */
    public record Kept(List<KeptPool> pools, long nodesNamed, long autoPoolsMade, Map<String, String> ofSchedules) {}

    /** A pool with its nodes. */
    public record KeptPool(Pool.PoolKept pool, List<ComputeNode.Kept> nodes) {}

    /** What is kept of the pools. Under the lock. */
    public Kept kept() {
        return new Kept(
                pools.all().stream()
                        .map(pool -> new KeptPool(
                                pool.kept(),
                                pool.nodes().stream().map(ComputeNode::kept).toList()))
                        .toList(),
                resizing.names().made(),
                autoPools.made(),
                autoPools.ofSchedules());
    }

    /**
     * What is kept of no single pool.
     *
     * @param nodesNamed how many nodes were given names
     * @param autoPoolsMade how many auto pools were made
     * @param ofSchedules the auto pools of schedules, by the schedules' ids
     */
    public record Counts(long nodesNamed, long autoPoolsMade, Map<String, String> ofSchedules) {}

    /** What is kept of no single pool. Under the lock. */
    public Counts counts() {
        return new Counts(resizing.names().made(), autoPools.made(), autoPools.ofSchedules());
    }

    /** All pools are there again, and go on with what they were in the middle of. Under the lock. */
    public void restore(Kept kept) {
        resizing.names().made(kept.nodesNamed());
        autoPools.made(kept.autoPoolsMade());
        for (KeptPool each : kept.pools()) {
            Pool pool = new Pool(each.pool());
            pools.restore(pool, each.nodes().stream().map(ComputeNode::new).toList());
            nodes.resume(pool);
        }
    }
}
