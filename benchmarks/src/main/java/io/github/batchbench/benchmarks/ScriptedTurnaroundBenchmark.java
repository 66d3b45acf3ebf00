package io.github.batchbench.benchmarks;

import io.github.batchbench.api.FakeAzure;
import io.github.batchbench.api.Script;
import io.github.batchbench.api.TaskCommand;
import io.github.batchbench.api.WorkflowResult;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** The nine steps on the fake with scripted tasks, which are no processes: what the service and its client cost alone. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(5)
@Warmup(iterations = 1)
@Measurement(iterations = 3)
public class ScriptedTurnaroundBenchmark {
    /** How many. */
    @Param({"3", "100", "1000"})
    public int tasks;

    /** How many at once. */
    @Param({"1", "2", "8"})
    public int slots;

    private final FakeAzure azure = FakeAzure.start();
    private final NineSteps steps = new NineSteps(Account.of(azure));

    /** Scripts the tasks; the start task stays real. */
    @Setup
    public void script() {
        azure.scripts().commandLine("scripted").play(Script.succeeds());
    }

    /** Ends the fake. */
    @TearDown
    public void end() {
        azure.close();
    }

    /** From an empty account to an empty account. */
    @Benchmark
    public WorkflowResult nineSteps() {
        return steps.run(tasks, slots, input -> TaskCommand.shell("scripted"));
    }
}
