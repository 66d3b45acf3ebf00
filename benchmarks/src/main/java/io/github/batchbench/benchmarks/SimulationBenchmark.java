package io.github.batchbench.benchmarks;

import io.github.batchbench.simulation.Simulation;
import io.github.batchbench.simulation.SimulationPlan;
import io.github.batchbench.simulation.SimulationReport;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A job in virtual time, tasks of a minute each: how the fake's scheduler grows with tasks and nodes. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(value = 5, jvmArgs = "-Xmx2g")
@Warmup(iterations = 1)
@Measurement(iterations = 1)
public class SimulationBenchmark {
    /** Tasks of the job. */
    @Param({"100000", "1000000"})
    public int tasks;

    /** Nodes of the pool. */
    @Param("10000")
    public int nodes;

    /** From the empty account to the report. */
    @Benchmark
    public SimulationReport simulate() {
        return Simulation.of(SimulationPlan.of(tasks, nodes)).run();
    }
}
