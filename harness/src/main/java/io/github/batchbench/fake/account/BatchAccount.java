package io.github.batchbench.fake.account;

import io.github.batchbench.fake.agent.Assignment;
import io.github.batchbench.fake.agent.Execution;
import io.github.batchbench.fake.agent.NodeAgent;
import io.github.batchbench.fake.agent.Outcome;
import io.github.batchbench.fake.jobs.JobSchedules;
import io.github.batchbench.fake.jobs.Jobs;
import io.github.batchbench.fake.jobs.Tasks;
import io.github.batchbench.fake.model.BatchErrorCode;
import io.github.batchbench.fake.model.Job;
import io.github.batchbench.fake.model.JobSchedule;
import io.github.batchbench.fake.model.JobScheduleState;
import io.github.batchbench.fake.model.JobState;
import io.github.batchbench.fake.model.Pool;
import io.github.batchbench.fake.pools.AutoPools;
import io.github.batchbench.fake.pools.AutoScaling;
import io.github.batchbench.fake.pools.NodeFaults;
import io.github.batchbench.fake.pools.NodeLife;
import io.github.batchbench.fake.pools.Nodes;
import io.github.batchbench.fake.pools.Pools;
import io.github.batchbench.fake.runs.PreparationAndRelease;
import io.github.batchbench.fake.runs.Retention;
import io.github.batchbench.fake.runs.RunEvents;
import io.github.batchbench.fake.runs.TaskRuns;
import io.github.batchbench.fake.scheduling.Scheduler;
import io.github.batchbench.fake.state.Allocation;
import io.github.batchbench.fake.state.NodeUsage;
import io.github.batchbench.fake.state.Quotas;
import io.github.batchbench.fake.state.StateChanges;
import io.github.batchbench.fake.time.Delay;
import io.github.batchbench.fake.time.HoldPoints;
import io.github.batchbench.fake.time.Latencies;
import io.github.batchbench.fake.time.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.NavigableMap;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An Azure Batch account in memory. Each operation is atomic; several can be made one by {@link #exclusively}, which is
 * also how to read entities without seeing them change.
 */
public final class BatchAccount implements AutoCloseable {
    /** What the account itself will do, and not its machines: a reset forgets it. */
    private record Plan(Runnable action) implements Runnable {
        @Override
        public void run() {
            action.run();
        }
    }

    private final Timeline timeline;
    private final NodeAgent agent;
    private final NavigableMap<String, Pool> pools = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final NavigableMap<String, Job> jobs = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final NavigableMap<String, JobSchedule> schedules = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final Scheduler scheduler;
    private final PreparationAndRelease preparationAndRelease;
    private final TaskRuns taskRuns;
    private final NodeLife nodeLife;
    private final Nodes nodeOperations;
    private final NodeFaults nodeFaults;
    private final AutoPools autoPools;
    private final Pools poolOperations;
    private final Jobs jobOperations;
    private final Tasks taskOperations;
    private final JobSchedules scheduleOperations;
    private final AutoScaling autoScaling;
    private final Certificates certificates;
    private final Applications applications;
    private final HoldPoints holds;
    private final Lapses lapses = new Lapses(this);
    private final StateChanges changes = new StateChanges();
    private final NodeUsage usage = new NodeUsage();
    private final Retention retention = new Retention(this);
    private final Set<AtomicBoolean> processes = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Latencies firstLatencies;
    private final long seed;
    private Random random;
    private Latencies latencies;
    private Quotas quotas = Quotas.DEFAULT;
    private Allocation allocation = Allocation.EVERYTHING;

    /** An empty account whose nodes are run by the agent; closing it closes the agent. */
    public BatchAccount(Timeline timeline, NodeAgent agent) {
        this(timeline, agent, Latencies.INSTANT, 0);
    }

    /**
     * The same with other latencies. The same calls on the same timeline with the same seed give the same run.
     *
     * @param seed what random delays are drawn from
     */
    public BatchAccount(Timeline timeline, NodeAgent agent, Latencies latencies, long seed) {
        this.timeline = timeline;
        this.agent = agent;
        this.firstLatencies = latencies;
        this.latencies = latencies;
        this.seed = seed;
        this.random = new Random(seed);
        this.holds = new HoldPoints(timeline);
        this.preparationAndRelease = new PreparationAndRelease(this);
        this.taskRuns = new TaskRuns(this, preparationAndRelease);
        this.scheduler = new Scheduler(this, taskRuns);
        this.nodeLife = new NodeLife(this, taskRuns, preparationAndRelease, scheduler);
        this.nodeOperations = new Nodes(this, taskRuns, preparationAndRelease, nodeLife, scheduler);
        this.nodeFaults = new NodeFaults(this, nodeOperations, preparationAndRelease, scheduler);
        this.autoPools = new AutoPools(this);
        this.poolOperations = new Pools(this, nodeLife, scheduler);
        this.jobOperations = new Jobs(this, taskRuns, preparationAndRelease, scheduler);
        this.taskOperations = new Tasks(this, taskRuns, scheduler);
        this.scheduleOperations = new JobSchedules(this);
        this.autoScaling = new AutoScaling(this, nodeLife);
        this.certificates = new Certificates(this);
        this.applications = new Applications(this);
        taskRuns.connect(
                new RunEvents(scheduler, nodeLife, nodeOperations, nodeFaults, retention, jobOperations.completions()));
    }

    /** Pools and their nodes. */
    public Pools pools() {
        return poolOperations;
    }

    /** Single nodes. */
    public Nodes nodes() {
        return nodeOperations;
    }

    /** What goes wrong with nodes. */
    public NodeFaults nodeFaults() {
        return nodeFaults;
    }

    /** Jobs. */
    public Jobs jobs() {
        return jobOperations;
    }

    /** Job schedules. */
    public JobSchedules jobSchedules() {
        return scheduleOperations;
    }

    /** Pools whose size a formula decides. */
    public AutoScaling autoScaling() {
        return autoScaling;
    }

    /** Certificates. */
    public Certificates certificates() {
        return certificates;
    }

    /** Applications. */
    public Applications applications() {
        return applications;
    }

    /**
     * What the account's nodes came to, by pool and half hour, of the half hours that lie between two times; of the last
     * one that is over if neither is given.
     */
    public List<NodeUsage.Metric> usage(@Nullable Instant from, @Nullable Instant to) {
        return exclusively(() -> {
            Instant now = timeline.instant();
            Instant start = from != null ? from : to != null ? Instant.MIN : NodeUsage.lastWindow(now);
            return usage.metrics(start, to != null ? to : now, now);
        });
    }

    /** Who hears of changes of state. A reset does not change that. */
    public StateChanges changes() {
        return changes;
    }

    /** What the service itself gets wrong. */
    public Lapses lapses() {
        return lapses;
    }

    /** Where tasks, nodes and pools are stopped. */
    public HoldPoints holds() {
        return holds;
    }

    public NodeUsage usage() {
        return usage;
    }

    /** Tasks. */
    public Tasks tasks() {
        return taskOperations;
    }

    /** The clock, the events and the lock. */
    public Timeline timeline() {
        return timeline;
    }

    /** The machines behind the nodes. */
    public NodeAgent agent() {
        return agent;
    }

    /** Does something with the account to itself. */
    public <T> T exclusively(Supplier<T> action) {
        return timeline.exclusively(action);
    }

    /** How long the service takes for what it does by itself. */
    public Latencies latencies() {
        return latencies;
    }

    /** Sets how long the service takes; what is under way is not changed. */
    public void latencies(Latencies newLatencies) {
        timeline.exclusively(() -> latencies = newLatencies);
    }

    /** What the account may have at once. */
    public Quotas quotas() {
        return quotas;
    }

    /** Sets what the account may have at once; what is there stays. */
    public void quotas(Quotas newQuotas) {
        timeline.exclusively(() -> quotas = newQuotas);
    }

    /** Who decides how many nodes a pool gets. */
    public Allocation allocation() {
        return allocation;
    }

    /** Decides from now on how many nodes a pool gets. */
    public void allocation(Allocation newAllocation) {
        timeline.exclusively(() -> allocation = newAllocation);
    }

    /** Removes everything and ends everything that runs; latencies, quotas and allocation are as at first. */
    public void reset() {
        timeline.exclusively(() -> {
            timeline.cancel(Plan.class::isInstance);
            holds.clear();
            lapses.clear();
            nodeFaults.clear();
            taskRuns.abandonAll();
            preparationAndRelease.clear();
            autoPools.clear();
            for (Pool pool : pools.values()) {
                pool.nodes().forEach(node -> agent.decommission(node.identity()));
            }
            autoScaling.clear();
            certificates.clear();
            applications.clear();
            usage.clear();
            pools.clear();
            jobs.clear();
            schedules.clear();
            scheduler.clear();
            nodeOperations.clear();
            nodeLife.clear();
            jobOperations.clear();
            scheduleOperations.clear();
            retention.clear();
            latencies = firstLatencies;
            random = new Random(seed);
            quotas = Quotas.DEFAULT;
            allocation = Allocation.EVERYTHING;
        });
    }

    /** Schedules an event that a reset forgets. */
    public Timeline.Event schedule(Duration delay, Runnable action) {
        return timeline.schedule(delay, new Plan(action));
    }

    /** The same for a deadline, or what comes round for ever. */
    public Timeline.Event scheduleDeadline(Duration delay, Runnable action) {
        return timeline.scheduleDeadline(delay, new Plan(action));
    }

    /** Schedules what the service does when it gets round to it. */
    public Timeline.Event after(Function<Latencies, Delay> latency, Runnable action) {
        return schedule(latency.apply(latencies).drawn(random), action);
    }

    /** Starts a run; {@code ended} hears of its end under the lock. */
    public Execution launch(Assignment assignment, Consumer<Outcome> ended) {
        return launch(heard -> agent.start(assignment, heard), ended);
    }

    /** Installs what a pool puts on its nodes; {@code ended} hears of its end under the lock. */
    public Execution install(Assignment startOfNode, Consumer<Outcome> ended) {
        return launch(heard -> agent.install(startOfNode, heard), ended);
    }

    private Execution launch(Function<Consumer<Outcome>, Execution> start, Consumer<Outcome> ended) {
        AtomicBoolean over = new AtomicBoolean();
        Execution execution = start.apply(outcome -> timeline.exclusively(() -> {
            over.set(true);
            processes.remove(over);
            heard(ended, outcome);
        }));
        if (execution.takesRealTime() && !over.get()) {
            processes.add(over);
        }
        return execution;
    }

    /** What fails here fails on a thread of the agent's, where nobody would see it. */
    private void heard(Consumer<Outcome> ended, Outcome outcome) {
        try {
            ended.accept(outcome);
        } catch (RuntimeException | Error e) {
            timeline.failures().report("the end of a run on a node", e);
            throw e;
        }
    }

    /** Whether something runs that only real time brings to an end; to be asked under {@link #exclusively}. */
    public boolean isBusy() {
        return !processes.isEmpty() || agent.isBusy();
    }

    public Retention retention() {
        return retention;
    }

    public AutoPools autoPools() {
        return autoPools;
    }

    public NavigableMap<String, Pool> poolsById() {
        return pools;
    }

    public NavigableMap<String, JobSchedule> schedulesById() {
        return schedules;
    }

    /** Refuses one more job or schedule if the account may not have it. */
    public void refuseOverQuota() {
        long open = jobs.values().stream()
                        .filter(job -> job.state() != JobState.COMPLETED)
                        .count()
                + schedules.values().stream()
                        .filter(schedule -> schedule.state() != JobScheduleState.COMPLETED)
                        .count();
        if (open >= quotas.activeJobsAndSchedules()) {
            throw BatchErrorCode.ACTIVE_JOB_AND_SCHEDULE_QUOTA_REACHED.exception();
        }
    }

    public NavigableMap<String, Job> jobsById() {
        return jobs;
    }

    @Override
    public void close() {
        timeline.close();
        agent.close();
    }
}
