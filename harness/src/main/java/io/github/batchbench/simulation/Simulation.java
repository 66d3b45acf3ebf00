package io.github.batchbench.simulation;

import io.github.batchbench.fake.account.BatchAccount;
import io.github.batchbench.fake.history.AccountHistory;
import io.github.batchbench.fake.history.Limits;
import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.model.Durations;
import io.github.batchbench.fake.model.Job;
import io.github.batchbench.fake.model.NodeIdentity;
import io.github.batchbench.fake.model.TaskCounts;
import io.github.batchbench.fake.monitor.TraceFile;
import io.github.batchbench.fake.state.Quotas;
import io.github.batchbench.fake.time.Delay;
import io.github.batchbench.fake.time.Latencies;
import io.github.batchbench.fake.time.Timeline;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs a plan: the fake's own account, scheduler and auto-scaling, with tasks that are only a time and an exit code, in
 * virtual time and without HTTP. To be run once, by one thread.
 *
 * <pre>{@code
 * SimulationReport report = Simulation.of(SimulationPlan.of(1_000_000, 10_000)).run();
 * }</pre>
 */
public final class Simulation {
    private static final String POOL = "pool";
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final int PROGRESS_STEP = 1000;
    private static final int MOST_RUNS = 20_000;
    private static final int MOST_NODES = 200;

    private final SimulationPlan plan;
    private final Timeline timeline = Timeline.following(InstantSource.fixed(START));
    private final List<Workload> workloads;
    private final SimulatedNodes nodes;
    private final BatchAccount account;
    private final Preemptions preemptions;
    private LongConsumer progress = completed -> {};
    private @Nullable AccountHistory recorded;
    private @Nullable SimulationReport report;

    private Simulation(SimulationPlan plan) {
        timeline.virtual();
        this.plan = plan;
        this.workloads = plan.tasks().stream()
                .map(group -> new Workload(group, Objects.requireNonNull(group.job()), plan.seed()))
                .toList();
        this.nodes = new SimulatedNodes(timeline, workloads, this::arrived);
        this.account = new BatchAccount(timeline, nodes);
        this.preemptions = new Preemptions(account, plan.machines(), plan.seed());
    }

    /** A run of this plan, which begins with {@link #run}. */
    public static Simulation of(SimulationPlan plan) {
        return new Simulation(plan);
    }

    /** Tells now and then, on the simulating thread, how many tasks have completed. */
    public Simulation progress(LongConsumer listener) {
        progress = listener;
        return this;
    }

    /** Records which task was on which node when, of some of the nodes if there are many: for {@link #writeTo}. */
    public Simulation recording() {
        long nodes = Math.max(1, plan.pool().dedicatedNodes() + plan.pool().lowPriorityNodes());
        long whole = MOST_RUNS * nodes / Math.max(1, plan.taskCount());
        account.recorder().start(new Limits(MOST_RUNS, (int) Math.max(1, Math.min(MOST_NODES, whole))));
        return this;
    }

    private void arrived(NodeIdentity node) {
        preemptions.arrived(node);
    }

    /**
     * Simulates the plan up to the end of its last task, or up to its limit.
     *
     * @throws CancellationException if the thread is interrupted, which stays so
     */
    public SimulationReport run() {
        try (account) {
            return timeline.exclusively(() -> {
                List<Job> jobs = prepare();
                account.pools().add(pool());
                History history = new History(nodes, plan.pool().slotsPerNode(), timeline, () -> counts(jobs));
                boolean finished = drive(jobs);
                if (account.recorder().isRecording()) {
                    recorded = account.recorder().history();
                }
                return report(jobs, history, finished);
            });
        }
    }

    /**
     * Writes the report of a run as {@link SimulationReport#writeTo} does, with the timeline of what was recorded on its page.
     *
     * @throws SimulationFileException if that is not possible
     * @throws IllegalStateException if it has not been run
     */
    public void writeTo(Path folder) {
        if (report == null) {
            throw new IllegalStateException("Run the simulation first.");
        }
        report.writeTo(folder, recorded);
    }

    /**
     * What was recorded, as a trace for Perfetto and Chrome; the same for the same plan.
     *
     * @throws IllegalStateException if it has not been run, or not recorded
     */
    public String trace() {
        if (recorded == null) {
            throw new IllegalStateException("Call recording() before the simulation is run, and then run it.");
        }
        return TraceFile.of(recorded);
    }

    private List<Job> prepare() {
        account.quotas(new Quotas(1, workloads.size(), Integer.MAX_VALUE, Integer.MAX_VALUE, Map.of()));
        account.latencies(new Latencies(
                Delay.exactly(plan.delays().resize()),
                Delay.exactly(plan.machines().bootTime()),
                Delay.NONE,
                Delay.exactly(plan.delays().schedule()),
                Delay.NONE,
                Delay.NONE));
        return workloads.stream().map(this::addJob).toList();
    }

    private Job addJob(Workload workload) {
        Job job = account.jobs()
                .add(Document.of("id", workload.job())
                        .with("poolInfo", Document.of("poolId", POOL))
                        .with("priority", (long) workload.group().priority()));
        account.tasks().supply(workload.job(), workload);
        return job;
    }

    /** The pool as a client would send it. */
    private Document pool() {
        PoolPlan wanted = plan.pool();
        Document spec = Document.of("id", POOL)
                .with("vmSize", wanted.vmSize())
                .with("targetDedicatedNodes", (long) wanted.dedicatedNodes())
                .with("targetLowPriorityNodes", (long) wanted.lowPriorityNodes())
                .with("taskSlotsPerNode", (long) wanted.slotsPerNode())
                .with(
                        "taskSchedulingPolicy",
                        Document.of("nodeFillType", wanted.fill().name().toLowerCase(Locale.ROOT)));
        PoolPlan.@Nullable AutoScale scale = wanted.autoScale();
        return scale == null
                ? spec
                : spec.with("enableAutoScale", true)
                        .with("autoScaleFormula", scale.formula())
                        .with("autoScaleEvaluationInterval", Durations.format(scale.interval()));
    }

    /** Lets time go on until all is done; false if that is not before the limit. */
    private boolean drive(List<Job> jobs) {
        long all = plan.taskCount();
        long limit = plan.limit().toMillis();
        long next = 0;
        for (long completed = 0; completed < all; completed = counts(jobs).completed()) {
            if (completed >= next) {
                progress.accept(completed);
                next = completed + Math.max(1, all / PROGRESS_STEP);
            }
            if (nodes.now() >= limit) {
                return false;
            }
            checkInterrupted();
            timeline.advanceToNext();
        }
        progress.accept(all);
        return true;
    }

    private static void checkInterrupted() {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("The simulation was interrupted.");
        }
    }

    private SimulationReport report(List<Job> jobs, History history, boolean finished) {
        SimulationReport made = new SimulationReport(
                plan,
                finished,
                Duration.ofMillis(nodes.now()),
                Totals.tasks(jobs, workloads),
                Totals.nodes(plan, nodes, preemptions.count()),
                Totals.waits(workloads),
                history.moments());
        report = made;
        return made;
    }

    private static TaskCounts counts(List<Job> jobs) {
        if (jobs.size() == 1) {
            return jobs.get(0).taskCounts();
        }
        long active = 0;
        long running = 0;
        long succeeded = 0;
        long failed = 0;
        for (Job job : jobs) {
            active += job.taskCounts().active();
            running += job.taskCounts().running();
            succeeded += job.taskCounts().succeeded();
            failed += job.taskCounts().failed();
        }
        return new TaskCounts(active, running, succeeded, failed);
    }
}
