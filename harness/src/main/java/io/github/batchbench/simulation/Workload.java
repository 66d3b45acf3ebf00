package io.github.batchbench.simulation;

import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.model.Task;
import io.github.batchbench.fake.model.TaskSupply;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.LongStream;

/** The tasks of a group: what is drawn for each of them, and what became of it. Not thread-safe. */
final class Workload implements TaskSupply {
    private static final String PREFIX = "task-";
    private static final int DIGITS = 8;
    private static final long TIMES = 1;
    private static final long FAILURES = 2;

    private final TaskGroup group;
    private final String job;
    private final long seed;
    private final int[] tries;
    private final long[] firstStarts;
    private final Document template;
    private long retries;
    private long requeues;

    Workload(TaskGroup group, String job, long seed) {
        this.group = group;
        this.job = job;
        this.seed = seed + job.hashCode();
        this.tries = new int[group.count()];
        this.firstStarts = new long[group.count()];
        this.template = template(group);
        Arrays.fill(firstStarts, -1);
    }

    /** What a client would send of every task, but for the id. */
    private static Document template(TaskGroup group) {
        Document task = Document.of("id", "")
                .with("commandLine", "simulated")
                .with("constraints", Document.of("maxTaskRetryCount", (long) group.retries()));
        return group.requiredSlots() > 1 ? task.with("requiredSlots", (long) group.requiredSlots()) : task;
    }

    TaskGroup group() {
        return group;
    }

    String job() {
        return job;
    }

    @Override
    public int size() {
        return group.count();
    }

    @Override
    public int requiredSlots() {
        return group.requiredSlots();
    }

    @Override
    public Document spec(int index) {
        return template.with("id", id(index));
    }

    @Override
    public void completed(Task task) {
        retries += task.run().retryCount();
        requeues += task.run().requeueCount();
    }

    /** Runs of completed tasks after one that failed. */
    long retries() {
        return retries;
    }

    /** Runs of completed tasks that were lost with their node. */
    long requeues() {
        return requeues;
    }

    static String id(int index) {
        String digits = Integer.toString(index);
        return PREFIX + "0".repeat(DIGITS - digits.length()) + digits;
    }

    static int index(String taskId) {
        return Integer.parseInt(taskId, PREFIX.length(), taskId.length(), 10);
    }

    /** A run of the task begins. */
    void started(int index, long now) {
        tries[index]++;
        if (firstStarts[index] < 0) {
            firstStarts[index] = now;
        }
    }

    /** How long the task takes, every time that it runs. */
    long millis(int index) {
        return group.time().draw(Draws.of(seed, TIMES, index));
    }

    /** How its latest run ends. */
    int exitCode(int index) {
        if (group.failureRate() == 0) {
            return 0;
        }
        SplittableRandom random = Draws.of(seed, FAILURES + tries[index], index);
        return random.nextDouble() < group.failureRate() ? 1 : 0;
    }

    boolean hasRun(int index) {
        return firstStarts[index] >= 0;
    }

    /** Milliseconds until the task first ran; negative if it never did. */
    long wait(int index) {
        return firstStarts[index];
    }

    /** The waits of the tasks that have run. */
    LongStream waits() {
        return Arrays.stream(firstStarts).filter(start -> start >= 0);
    }
}
