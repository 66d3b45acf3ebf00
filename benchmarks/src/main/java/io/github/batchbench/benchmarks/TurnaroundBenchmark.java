package io.github.batchbench.benchmarks;

import io.github.batchbench.fixtures.Corpus;
import io.github.batchbench.fixtures.TutorialText;
import io.github.batchbench.workflow.BatchWorkflow;
import io.github.batchbench.workflow.NodeTask;
import io.github.batchbench.workflow.TaskCommand;
import io.github.batchbench.workflow.WorkflowResult;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
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
    private static final Duration PATIENCE = Duration.ofHours(1);
    private static final TutorialText TEXT = Corpus.tutorial().get(0);

    /** How many. */
    @Param({"3", "100", "1000"})
    public int tasks;

    /** How many at once. */
    @Param({"1", "2", "8"})
    public int slots;

    /** What each runs: the task program in a JVM of its own, or a small command of the shell. */
    @Param({"topwords", "shell"})
    public String program = "";

    private Account account = Account.open();
    private BareTasks bare = new BareTasks();

    /** Where the time of a run went, in milliseconds. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Phases {
        /** From the first step to when the last output is here; what follows is cleaning up. */
        public double firstStepToLastOutput;

        /** Of the program and the inputs. */
        public double upload;

        /** From asking for the pool to the first task's start: allocation, boot, start task, job and adding tasks. */
        public double poolToFirstTask;

        /** How long a task waits after the first has started, on average. */
        public double queueing;

        /** From the first task's start to the last one's end. */
        public double running;

        /** From the last task's end until the client knows. */
        public double noticing;

        /** Of the outputs. */
        public double download;

        /** JMH calls it before each iteration. */
        @Setup(Level.Iteration)
        public void clear() {
            firstStepToLastOutput = 0;
            upload = 0;
            poolToFirstTask = 0;
            queueing = 0;
            running = 0;
            noticing = 0;
            download = 0;
        }
    }

    /** Makes a container for the bare commands, too. */
    @Setup
    public void prepare() throws IOException, InterruptedException {
        bare.prepare(account.azure(), TEXT);
    }

    /** Ends the fake. */
    @TearDown
    public void end() throws IOException, InterruptedException {
        bare.close();
        account.close();
    }

    /** From an empty account to an empty account. */
    @Benchmark
    public WorkflowResult nineSteps(Phases phases) {
        StepTimes times = new StepTimes();
        BatchWorkflow workflow = BatchWorkflow.on(account.azure())
                .slotsPerNode(slots)
                .timeout(PATIENCE)
                .listener(times);
        for (int i = 0; i < tasks; i++) {
            workflow.input("text%04d.txt".formatted(i), TEXT.content());
        }
        if (program.equals("shell")) {
            workflow.task(input -> TaskCommand.shell("wc -w " + input.word()));
        } else {
            workflow.task(input -> NodeTask.topWords(input, 3));
        }
        WorkflowResult result = workflow.run();
        if (!result.allTasksSucceeded() || result.tasks().size() != tasks) {
            throw new IllegalStateException("Not all tasks succeeded: " + result.failedTasks());
        }
        times.addTo(phases, result);
        return result;
    }

    /** The same processes, and nothing around them but their upload. */
    @Benchmark
    public int bareLoop() throws InterruptedException, ExecutionException {
        return bare.run(program, tasks, slots);
    }
}
