package io.github.batchbench.cli;

import io.github.batchbench.simulation.PlanSweep;
import io.github.batchbench.simulation.Simulation;
import io.github.batchbench.simulation.SimulationPlan;
import io.github.batchbench.simulation.SimulationReport;
import io.github.batchbench.simulation.Variation;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code batchbench simulate}: how long a job would take on a pool, and what it would cost. */
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Runs a plan of tasks and nodes in virtual time, on the fake's own scheduler.",
        footer = {
            "",
            "Give a plan, or --tasks and --nodes for a quick look at tasks of a minute each. docs/simulation.md has the",
            "fields of a plan. Times and heap are of this machine; all else is the same on every machine.",
            "",
            "Exit codes: 0 every task completed, 2 wrong arguments, 3 unusable plan or output folder, 5 not over at the",
            "plan's limit; with --vary, none of the combinations."
        })
final class SimulateCommand implements Callable<Integer> {
    private static final long HEAP_OF_ALL = 32L << 20;

    /** When it first ran and how often, and once more while the waits are sorted. */
    private static final long HEAP_OF_A_TASK = 40;

    /** Measured: a node and the ten tasks that it remembers take about 6 KB, and the collector wants some room. */
    private static final long HEAP_OF_A_NODE = 10_000;

    @Parameters(paramLabel = "PLAN.json", arity = "0..1", description = "What to simulate.")
    private @Nullable Path plan;

    @Option(names = "--tasks", paramLabel = "N", description = "So many tasks, in place of a plan.")
    private @Nullable Integer tasks;

    @Option(names = "--nodes", paramLabel = "N", description = "So many nodes, in place of a plan.")
    private @Nullable Integer nodes;

    @Option(names = "--seed", paramLabel = "N", description = "Another seed than the plan's.")
    private @Nullable Long seed;

    @Option(
            names = "--vary",
            paramLabel = "NAME=VALUES",
            description = "Simulate every combination: nodes=10..1000 (twelve values, each by the same factor more),"
                    + " nodes=10..100:5 (with a step), slots=1,2,4, lowPriorityNodes=…; may be repeated.")
    private List<String> vary = List.of();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            description =
                    "Write report.json, report.html with charts and a timeline, and pool.json, which run --pool-plan takes; with"
                            + " --vary: sweep.json, sweep.csv, and sweep.html with cost against makespan.")
    private @Nullable Path output;

    @Option(
            names = "--trace",
            paramLabel = "FILE",
            description = "Write when which task ran where, for ui.perfetto.dev or chrome://tracing; not with --vary.")
    private @Nullable Path trace;

    @Spec
    private @SuppressWarnings("NullAway.Init") CommandSpec spec; // picocli sets it

    @Override
    public Integer call() {
        SimulationPlan wanted = seed == null ? plan() : plan().withSeed(seed);
        return vary.isEmpty() ? one(wanted) : sweep(wanted);
    }

    private int sweep(SimulationPlan wanted) {
        if (trace != null) {
            throw wrong("--trace is of one simulation: leave out --vary.");
        }
        PlanSweep sweep;
        try {
            sweep = PlanSweep.of(wanted, vary.stream().map(Variation::parse).toList());
        } catch (IllegalArgumentException e) {
            throw wrong("--vary: " + e.getMessage());
        }
        long heap =
                sweep.plans().stream().mapToLong(SimulateCommand::heap).max().orElseThrow();
        requireHeap(heap, wanted);
        return new SweepRun(sweep, parallel(heap), spec.commandLine().getOut())
                .run(output)
                .number();
    }

    /** As many simulations at a time as there are processors, and room for. */
    private static int parallel(long heapOfOne) {
        long room = (Runtime.getRuntime().maxMemory() - HEAP_OF_ALL) / heapOfOne;
        return (int) Math.max(1, Math.min(room, Runtime.getRuntime().availableProcessors()));
    }

    private int one(SimulationPlan wanted) {
        PrintWriter out = spec.commandLine().getOut();
        requireHeap(heap(wanted), wanted);
        long start = System.nanoTime();
        Simulation simulation = Simulation.of(wanted);
        if (output != null || trace != null) {
            simulation.recording();
        }
        SimulationReport report = simulate(simulation, wanted);
        Duration wall = Duration.ofNanos(System.nanoTime() - start);
        report.facts().forEach((name, value) -> out.println("%-13s %s".formatted(name + ":", value)));
        out.println(String.format(
                Locale.ROOT, "%-13s %.1f s, peak heap %d MiB", "Simulated in:", wall.toMillis() / 1000.0, peakHeap()));
        if (output != null) {
            simulation.writeTo(output);
            out.println("Report:       "
                    + output.resolve("report.html").toAbsolutePath().normalize());
        }
        if (trace != null) {
            RecordOptions.write(trace, simulation.trace());
            out.println("Trace:        " + trace.toAbsolutePath().normalize());
        }
        return (report.finished() ? ExitCode.SUCCESS : ExitCode.TIMEOUT).number();
    }

    /** Too small a heap would end in an error, or in minutes of garbage collection, long after the start. */
    private static void requireHeap(long simulated, SimulationPlan plan) {
        long needed = HEAP_OF_ALL + simulated;
        long there = Runtime.getRuntime().maxMemory();
        if (there < needed) {
            throw new IllegalArgumentException(
                    "%d tasks and their nodes need about %d MiB of heap, and Java has %d MiB: start it with -Xmx%dm."
                            .formatted(plan.taskCount(), needed >> 20, there >> 20, (needed >> 20) * 3 / 2));
        }
    }

    /** What a plan takes; of the nodes that a formula asks for nothing is known before. */
    private static long heap(SimulationPlan plan) {
        long nodes = (long) plan.pool().dedicatedNodes() + plan.pool().lowPriorityNodes();
        return plan.taskCount() * HEAP_OF_A_TASK + nodes * HEAP_OF_A_NODE;
    }

    private SimulationPlan plan() {
        if (plan != null && tasks == null && nodes == null) {
            return SimulationPlan.read(plan);
        }
        if (plan == null && tasks != null && nodes != null) {
            return SimulationPlan.of(atLeastOne("--tasks", tasks), atLeastOne("--nodes", nodes));
        }
        throw wrong("Give either a plan, or --tasks and --nodes for a quick look.");
    }

    private int atLeastOne(String option, int value) {
        if (value < 1) {
            throw wrong(option + " must be at least 1, not " + value + ".");
        }
        return value;
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private static SimulationReport simulate(Simulation simulation, SimulationPlan plan) {
        if (!Terminal.isThere()) {
            return simulation.run();
        }
        try (ProgressBar bar = Progress.bar("Tasks").maxHint(plan.taskCount())) {
            return simulation.progress(bar::stepTo).run();
        }
    }

    private static long peakHeap() {
        long bytes = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getPeakUsage)
                .mapToLong(usage -> usage.getUsed())
                .sum();
        return bytes >> 20;
    }
}
