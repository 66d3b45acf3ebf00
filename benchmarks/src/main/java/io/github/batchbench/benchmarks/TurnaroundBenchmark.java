package io.github.batchbench.benchmarks;

import io.github.batchbench.api.NodeTask;
import io.github.batchbench.api.TaskCommand;
import io.github.batchbench.api.WorkflowResult;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
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

/**
 * The nine steps, on the fake or live, with one node; and the same commands bare, in a loop of as many threads as the
 * node has slots. What a task costs beyond its own process is the difference of the two, divided by the tasks.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(5)
@Warmup(iterations = 1)
@Measurement(iterations = 3)
public class TurnaroundBenchmark {
    /** How many. */
    @Param({"3", "100", "1000"})
    public int tasks;

    /** How many at once. */
    @Param({"1", "2", "8"})
    public int slots;

    /** What each runs: the task program in a JVM of its own, or a small command of the shell. */
    @Param({"topwords", "shell"})
    public String program = "";

    private final Account account = Account.open();
    private final NineSteps steps = new NineSteps(account);
    private final BareTasks bare = new BareTasks();

    /** Makes a container for the bare commands, too. */
    @Setup
    public void prepare() throws IOException, InterruptedException {
        bare.prepare(account.azure(), NineSteps.TEXT);
    }

    /** Ends the fake. */
    @TearDown
    public void end() throws IOException, InterruptedException {
        bare.close();
        account.close();
    }

    /** From an empty account to an empty account. */
    @Benchmark
    public WorkflowResult nineSteps() {
        return steps.run(
                tasks,
                slots,
                input -> program.equals("shell")
                        ? TaskCommand.shell("wc -w " + input.word())
                        : NodeTask.topWords(input, 3));
    }

    /** The same processes, and nothing around them but their upload. */
    @Benchmark
    public int bareLoop() throws InterruptedException, ExecutionException {
        return bare.run(program, tasks, slots);
    }
}
