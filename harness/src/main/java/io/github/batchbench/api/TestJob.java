package io.github.batchbench.api;

import io.github.batchbench.azure.batch.BatchService;
import io.github.batchbench.azure.model.TaskReport;
import io.github.batchbench.azure.model.TaskSpec;
import io.github.batchbench.azure.waiting.Pause;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A job of a test. Thread-safe. */
public final class TestJob {
    private final String id;
    private final TestPool pool;
    private final BatchService batch;
    private final Pause pause;
    private final AtomicInteger number = new AtomicInteger();

    TestJob(String id, TestPool pool, BatchService batch, Pause pause) {
        this.id = id;
        this.pool = pool;
        this.batch = batch;
        this.pause = pause;
    }

    /** Its id in the account. */
    public String id() {
        return id;
    }

    /** Where its tasks run. */
    public TestPool pool() {
        return pool;
    }

    /** What the kit asks of its account. */
    public BatchService service() {
        return batch;
    }

    /** The time of its account, which may be virtual. */
    public Pause pause() {
        return pause;
    }

    /** Adds a task for each script; they are called {@code task-1} and so on. */
    public TestTasks run(String... scripts) {
        return run(TaskRequest.of(scripts));
    }

    /** Adds tasks; they are called {@code task-1} and so on. */
    public TestTasks run(TaskRequest request) {
        List<TaskSpec> specs = new ArrayList<>();
        for (String script : request.scripts()) {
            specs.add(request.spec("task-" + number.incrementAndGet(), script));
        }
        Uninterrupted.run(() -> batch.addTasks(id, specs));
        return new TestTasks(this, specs.stream().map(TaskSpec::id).toList(), request.timeout(), batch, pause);
    }

    String describe() throws InterruptedException {
        StringBuilder text = new StringBuilder();
        for (TaskReport task : batch.tasks(id)) {
            boolean failed = task.completed() && !task.succeeded();
            String stderr = failed ? batch.endOfTaskStderr(id, task.id()) : "";
            text.append(new TaskOutcome(task.commandLine(), task, stderr).describe())
                    .append('\n');
        }
        return this + "\n" + text;
    }

    @Override
    public String toString() {
        return "job " + id;
    }
}
