package io.github.batchbench.fake.account;

import io.github.batchbench.fake.agent.Machines;
import io.github.batchbench.fake.agent.NodeAgent;
import io.github.batchbench.fake.history.Recorder;
import io.github.batchbench.fake.jobs.JobSchedules;
import io.github.batchbench.fake.jobs.JobServices;
import io.github.batchbench.fake.jobs.Jobs;
import io.github.batchbench.fake.jobs.Tasks;
import io.github.batchbench.fake.model.Application;
import io.github.batchbench.fake.model.Certificate;
import io.github.batchbench.fake.model.PackageContent;
import io.github.batchbench.fake.model.Strictness;
import io.github.batchbench.fake.model.Task;
import io.github.batchbench.fake.pools.AutoScaling;
import io.github.batchbench.fake.pools.NodeFaults;
import io.github.batchbench.fake.pools.Nodes;
import io.github.batchbench.fake.pools.PoolServices;
import io.github.batchbench.fake.pools.Pools;
import io.github.batchbench.fake.runs.PreparationAndRelease;
import io.github.batchbench.fake.runs.Retention;
import io.github.batchbench.fake.runs.TaskRuns;
import io.github.batchbench.fake.scheduling.Scheduler;
import io.github.batchbench.fake.state.Allocation;
import io.github.batchbench.fake.state.Applications;
import io.github.batchbench.fake.state.Entities;
import io.github.batchbench.fake.state.Events;
import io.github.batchbench.fake.state.NodeUsage;
import io.github.batchbench.fake.state.Quotas;
import io.github.batchbench.fake.state.ServiceEvent.AccountReset;
import io.github.batchbench.fake.state.ServiceEvent.InstanceStarted;
import io.github.batchbench.fake.state.ServiceEvent.JobEnded;
import io.github.batchbench.fake.state.ServiceEvent.NodeVacated;
import io.github.batchbench.fake.state.ServiceEvent.TaskCompleted;
import io.github.batchbench.fake.state.ServiceEvent.TaskLeft;
import io.github.batchbench.fake.state.ServiceEvent.TaskPlaced;
import io.github.batchbench.fake.state.ServiceEvent.TaskRequeued;
import io.github.batchbench.fake.state.ServiceEvent.TaskStarted;
import io.github.batchbench.fake.state.StateChanges;
import io.github.batchbench.fake.state.Unsaved;
import io.github.batchbench.fake.time.Engine;
import io.github.batchbench.fake.time.HoldPoints;
import io.github.batchbench.fake.time.Latencies;
import io.github.batchbench.fake.time.Timeline;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An Azure Batch account in memory: where the parts of the service are put together, and the one way in for those who
 * use it; no part is handed it. Each operation is atomic; several can be made one by {@link #exclusively}, which is also
 * how to read entities without seeing them change. Thread-safe.
 */
public final class BatchAccount implements AutoCloseable {
    private final NodeAgent agent;
    private final Engine engine;
    private final Machines machines;
    private final Entities entities;
    private final PoolServices pools;
    private final JobServices jobs;
    private final Certificates certificates;
    private final Applications applications;
    private final ServiceGlitches glitches;
    private final WaitReasons reasons;
    private final Recorder recorder;

    /** An empty account whose nodes are run by the agent; closing it closes the agent. */
    public BatchAccount(Timeline timeline, NodeAgent agent) {
        this(timeline, agent, Latencies.INSTANT, 0, Strictness.FULL);
    }

    /**
     * The same with other latencies. The same calls on the same timeline with the same seed give the same run.
     *
     * @param seed what random delays are drawn from
     * @param strictness which rules are lifted
     */
    public BatchAccount(Timeline timeline, NodeAgent agent, Latencies latencies, long seed, Strictness strictness) {
        this.agent = agent;
        this.engine = new Engine(timeline, latencies, seed);
        this.machines = new Machines(engine, agent);
        Events events = new Events(timeline);
        engine.onReset(() -> events.publish(new AccountReset()));
        this.entities = new Entities(engine, events);
        this.recorder = new Recorder(engine, entities, events);
        Scheduler scheduler = new Scheduler(engine, entities, events);
        PreparationAndRelease preparationAndRelease = new PreparationAndRelease(engine, machines, entities);
        TaskRuns taskRuns = new TaskRuns(engine, machines, events, preparationAndRelease);
        Retention retention = new Retention(engine, machines);
        this.applications = new Applications(engine);
        this.pools = new PoolServices(
                engine,
                entities,
                events,
                machines,
                scheduler,
                preparationAndRelease,
                taskRuns,
                retention,
                applications,
                strictness);
        this.jobs = new JobServices(
                engine,
                entities,
                machines,
                events,
                scheduler,
                taskRuns,
                preparationAndRelease,
                retention,
                pools.autoPools(),
                pools.rules(),
                strictness);
        this.certificates = new Certificates(engine, entities);
        this.glitches = new ServiceGlitches(engine, entities);
        this.reasons = new WaitReasons(engine, entities, agent);
        connect(events, scheduler, taskRuns, retention);
    }

    /** All that goes up, in the order in which it is heard. */
    private void connect(Events events, Scheduler scheduler, TaskRuns taskRuns, Retention retention) {
        events.on(TaskPlaced.class, event -> taskRuns.start(event.pool(), event.job(), event.task(), event.nodes()));
        events.on(TaskStarted.class, event -> scheduler.started(event.job()));
        events.on(TaskStarted.class, event -> scheduler.changed(event.pool(), event.node()));
        events.on(TaskStarted.class, pools::hear);
        events.on(InstanceStarted.class, event -> scheduler.changed(event.pool(), event.node()));
        events.on(TaskLeft.class, event -> scheduler.ended(event.job()));
        events.on(NodeVacated.class, event -> scheduler.changed(event.pool(), event.node()));
        events.on(NodeVacated.class, pools::hear);
        events.on(TaskRequeued.class, event -> scheduler.ready(event.job(), event.task()));
        events.on(TaskCompleted.class, event -> retention.completed(event.job(), event.task()));
        events.on(TaskCompleted.class, jobs::hear);
        events.on(JobEnded.class, jobs::hear);
    }

    /** Pools and their nodes. */
    public Pools pools() {
        return pools.pools();
    }

    /** Single nodes. */
    public Nodes nodes() {
        return pools.nodes();
    }

    /** What goes wrong with nodes. */
    public NodeFaults nodeFaults() {
        return pools.nodeFaults();
    }

    /** Pools whose size a formula decides. */
    public AutoScaling autoScaling() {
        return pools.autoScaling();
    }

    /** Jobs. */
    public Jobs jobs() {
        return jobs.jobs();
    }

    /** Tasks. */
    public Tasks tasks() {
        return jobs.tasks();
    }

    /** Job schedules. */
    public JobSchedules jobSchedules() {
        return jobs.schedules();
    }

    /** Certificates. */
    public Certificates certificates() {
        return certificates;
    }

    /** Applications. */
    public Applications applications() {
        return applications;
    }

    /** Why what is in the account does not go on. */
    public WaitReasons reasons() {
        return reasons;
    }

    /** What the service itself gets wrong. */
    public ServiceGlitches glitches() {
        return glitches;
    }

    /** Where tasks, nodes and pools are stopped. */
    public HoldPoints holds() {
        return engine.holds();
    }

    /** Who hears of changes of state. A reset does not change that. */
    public StateChanges changes() {
        return entities.changes();
    }

    /** What has happened, once it is started. */
    public Recorder recorder() {
        return recorder;
    }

    /**
     * What the account's nodes came to, by pool and half hour, of the half hours that lie between two times; of the last
     * one that is over if neither is given.
     */
    public List<NodeUsage.Metric> usage(@Nullable Instant from, @Nullable Instant to) {
        return exclusively(() -> entities.usage().between(from, to, engine.now()));
    }

    /** The clock, the events and the lock. */
    public Timeline timeline() {
        return engine.timeline();
    }

    /** The machines behind the nodes, for their files. */
    public NodeAgent agent() {
        return agent;
    }

    /** Does something with the account to itself. */
    public <T> T exclusively(Supplier<T> action) {
        return engine.exclusively(action);
    }

    /** How long the service takes for what it does by itself. */
    public Latencies latencies() {
        return engine.latencies();
    }

    /** Sets how long the service takes; what is under way is not changed. */
    public void latencies(Latencies newLatencies) {
        engine.latencies(newLatencies);
    }

    /** What the account may have at once. */
    public Quotas quotas() {
        return exclusively(entities::quotas);
    }

    /** Sets what the account may have at once; what is there stays. */
    public void quotas(Quotas newQuotas) {
        engine.exclusively(() -> entities.quotas(newQuotas));
    }

    /** Decides from now on how many nodes a pool gets. */
    public void allocation(Allocation newAllocation) {
        engine.exclusively(() -> pools.allocation(newAllocation));
    }

    /** Whether something runs that only real time brings to an end; to be asked under {@link #exclusively}. */
    public boolean isBusy() {
        return machines.isBusy();
    }

    /** What is kept of it, to be there again later. */
    public KeptAccount kept() {
        return exclusively(() -> new KeptAccount(
                entities.quotas(),
                keptApplications(),
                keptCertificates(),
                pools.kept(),
                jobs.kept(),
                entities.usage().kept()));
    }

    /** What has changed since it was last kept; to be asked under {@link #exclusively}. */
    public Unsaved unsaved() {
        return entities.unsaved();
    }

    /** What is kept beside entities. */
    public KeptSundries sundries() {
        return engine.reading(() -> new KeptSundries(
                entities.quotas(),
                keptApplications(),
                keptCertificates(),
                pools.counts(),
                entities.usage().changes()));
    }

    /** What the nodes came to, to be there again later. */
    public NodeUsage.Kept keptUsage() {
        return exclusively(() -> entities.usage().kept());
    }

    private List<Application.Kept> keptApplications() {
        return applications.all().stream().map(Application::kept).toList();
    }

    private List<Certificate.Kept> keptCertificates() {
        return certificates.all().stream().map(Certificate::kept).toList();
    }

    /**
     * Everything is there again, in an account that is empty. What ran then has ended as if its node had been rebooted; what
     * the service was in the middle of goes on.
     *
     * @param tasks those of its jobs by the jobs' ids and by their own, in place of those that are kept
     * @param packages the content of an application's version, null if it has none
     */
    public void restore(
            KeptAccount kept,
            Map<String, NavigableMap<String, Task>> tasks,
            BiFunction<String, Application.KeptVersion, @Nullable PackageContent> packages) {
        engine.exclusively(() -> recorder.restoring(() -> {
            entities.quotas(kept.quotas());
            kept.applications()
                    .forEach(each ->
                            applications.restore(new Application(each, version -> packages.apply(each.id(), version))));
            kept.certificates().forEach(each -> certificates.restore(new Certificate(each)));
            pools.restore(kept.pools());
            jobs.restore(kept.jobs(), tasks, kept.pools().ofSchedules());
            new RecalledTasks(entities).recall(kept.pools());
            entities.usage().restore(kept.usage());
        }));
    }

    /** Removes everything and ends everything that runs: the account is as it was when it was new. */
    public void reset() {
        engine.reset();
    }

    /** Removes everything and ends its machines; the timeline goes on, which others may live by. */
    public void leave() {
        engine.reset();
        agent.close();
    }

    @Override
    public void close() {
        engine.timeline().close();
        agent.close();
    }
}
