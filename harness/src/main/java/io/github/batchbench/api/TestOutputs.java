package io.github.batchbench.api;

import io.github.batchbench.azure.waiting.Pause;
import java.util.List;

/** What tasks have uploaded, once all of them are over: names are {@code TASK/FILE}. Thread-safe. */
public final class TestOutputs {
    private final TestContainer container;

    private TestOutputs(TestContainer container) {
        this.container = container;
    }

    /** Waits for the tasks. */
    public static TestOutputs of(TestTasks tasks, TestContainer container) {
        tasks.await();
        return new TestOutputs(container);
    }

    /** The time of their account, which may be virtual. */
    public Pause pause() {
        return container.pause();
    }

    /** The names, for example {@code task-1/sorted.txt}. */
    public List<String> names() {
        return container.blobs();
    }

    /** One as UTF-8 text. */
    public String text(String name) {
        return container.text(name);
    }

    @Override
    public String toString() {
        return "outputs in " + container;
    }
}
