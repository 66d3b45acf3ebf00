package io.github.batchbench.fake.scheduling;

import io.github.batchbench.fake.model.Task;
import java.util.LinkedHashSet;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Tasks of a job that take as many slots each, first come first served: first those of its supply, which are made one by one. */
final class ReadyTasks {
    private final LinkedHashSet<Task> tasks = new LinkedHashSet<>();
    private IntFunction<Task> supply = index -> {
        throw new IllegalStateException("there is no supply");
    };
    private int supplySize;
    private int made;

    /** The latest of the supply, until it is taken out. */
    private @Nullable Task supplied;

    /** So many tasks come before all others. */
    void supply(int size, IntFunction<Task> make) {
        supplySize = size;
        supply = make;
    }

    void add(Task task) {
        tasks.add(task);
    }

    /** False if it is not among them. */
    boolean remove(Task task) {
        if (task.equals(supplied)) {
            supplied = null;
            return true;
        }
        return tasks.remove(task);
    }

    boolean isEmpty() {
        return supplied == null && made == supplySize && tasks.isEmpty();
    }

    /** The one whose turn it is; there must be one. */
    Task first() {
        if (supplied == null && made < supplySize) {
            supplied = supply.apply(made++);
        }
        return supplied == null ? tasks.iterator().next() : supplied;
    }
}
