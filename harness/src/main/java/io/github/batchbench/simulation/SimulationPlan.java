package io.github.batchbench.simulation;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What is to be simulated. Immutable; {@link #read} reads one from JSON.
 *
 * @param seed of everything random; the same plan with the same seed gives the same report to the byte
 * @param tasks at least one group; each is a job, and all tasks are there from the start
 * @param pool the pool that they run on
 * @param machines what its nodes cost and how they behave; ideal ones if absent
 * @param delays how long the service takes; nothing if absent
 * @param limit when to give up, for a plan that never ends; 365 days if absent
 */
public record SimulationPlan(
        long seed, List<TaskGroup> tasks, PoolPlan pool, Machines machines, Delays delays, Duration limit) {
    private static final Duration A_YEAR = Duration.ofDays(365);

    /** Fills in what is left out, and refuses what makes no sense together. */
    public SimulationPlan {
        Check.that(tasks != null && !tasks.isEmpty(), "tasks", "is missing: a list such as [{\"count\": 1000}]");
        Check.that(pool != null, "pool", "is missing: an object such as {\"dedicatedNodes\": 100}");
        machines = machines == null ? Machines.IDEAL : machines;
        delays = delays == null ? Delays.NONE : delays;
        limit = limit == null ? A_YEAR : limit;
        Check.positive("limit", limit);
        tasks = named(tasks);
        for (TaskGroup group : tasks) {
            Check.that(
                    group.requiredSlots() <= pool.slotsPerNode(),
                    "requiredSlots",
                    "of " + group.job() + " is " + group.requiredSlots() + ", but the pool has slotsPerNode "
                            + pool.slotsPerNode() + ": its tasks would never run");
        }
    }

    private static List<TaskGroup> named(List<TaskGroup> groups) {
        List<TaskGroup> named = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (TaskGroup group : groups) {
            String id = group.job() == null ? "job-" + (named.size() + 1) : group.job();
            Check.that(ids.add(id.toLowerCase(Locale.ROOT)), "job", "is there twice: " + id);
            named.add(new TaskGroup(
                    id,
                    group.count(),
                    group.time(),
                    group.failureRate(),
                    group.retries(),
                    group.requiredSlots(),
                    group.priority()));
        }
        return List.copyOf(named);
    }

    /** A quick look: so many tasks of a minute each on so many dedicated nodes. */
    public static SimulationPlan of(int tasks, int nodes) {
        return of(List.of(TaskGroup.of(tasks)), PoolPlan.of(nodes));
    }

    /** These tasks on this pool, with ideal machines and no delays. */
    public static SimulationPlan of(List<TaskGroup> tasks, PoolPlan pool) {
        return new SimulationPlan(1, tasks, pool, Machines.IDEAL, Delays.NONE, A_YEAR);
    }

    /** The same with another seed. */
    public SimulationPlan withSeed(long newSeed) {
        return new SimulationPlan(newSeed, tasks, pool, machines, delays, limit);
    }

    /** The same on another pool. */
    public SimulationPlan with(PoolPlan newPool) {
        return new SimulationPlan(seed, tasks, newPool, machines, delays, limit);
    }

    /** The same with other machines. */
    public SimulationPlan with(Machines newMachines) {
        return new SimulationPlan(seed, tasks, pool, newMachines, delays, limit);
    }

    /** The same with other delays. */
    public SimulationPlan with(Delays newDelays) {
        return new SimulationPlan(seed, tasks, pool, machines, newDelays, limit);
    }

    /** The same with another limit. */
    public SimulationPlan withLimit(Duration newLimit) {
        return new SimulationPlan(seed, tasks, pool, machines, delays, newLimit);
    }

    /**
     * Reads a plan.
     *
     * @throws SimulationFileException if it cannot be read or makes no sense; the message names file, line and field
     */
    public static SimulationPlan read(Path file) {
        return PlanFile.read(file, SimulationPlan.class);
    }

    /** How many tasks there are in all groups. */
    public long taskCount() {
        return tasks.stream().mapToLong(TaskGroup::count).sum();
    }
}
