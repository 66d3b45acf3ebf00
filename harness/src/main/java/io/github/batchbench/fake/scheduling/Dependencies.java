package io.github.batchbench.fake.scheduling;

import io.github.batchbench.fake.model.Task;
import io.github.batchbench.fake.model.TaskSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/** Which tasks of a job wait for which others, by id and by range of numbers. Under the lock. */
public final class Dependencies {
    /** A task that waits for all numbers of a range. */
    private static final class RangeWait {
        private final Task waiter;
        private final long start;
        private final long end;
        private long left;

        private RangeWait(Task waiter, long start, long end, long left) {
            this.waiter = waiter;
            this.start = start;
            this.end = end;
            this.left = left;
        }
    }

    private final Set<String> satisfiedIds = new HashSet<>();
    private final NavigableSet<Long> satisfiedNumbers = new TreeSet<>();
    private final Map<String, List<Task>> waitersById = new HashMap<>();
    private final List<RangeWait> rangeWaits = new ArrayList<>();

    /** Notes what a new task waits for; its count of unmet dependencies says whether it may run. */
    public void register(Task task) {
        TaskSpec settings = task.settings();
        int unmet = 0;
        for (String id : settings.dependsOnIds()) {
            if (!satisfiedIds.contains(key(id))) {
                waitersById.computeIfAbsent(key(id), k -> new ArrayList<>()).add(task);
                unmet++;
            }
        }
        for (TaskSpec.Range range : settings.dependsOnRanges()) {
            long start = range.start();
            long end = range.end();
            long left = end
                    - start
                    + 1
                    - satisfiedNumbers
                            .subSet(start, true, Math.max(start, end), true)
                            .size();
            if (left > 0) {
                rangeWaits.add(new RangeWait(task, start, end, left));
                unmet++;
            }
        }
        task.unmetDependencies(unmet);
    }

    /** A task satisfies what depends on it; returns those that wait for nothing any more. */
    public List<Task> satisfied(Task task) {
        return satisfied(task.id());
    }

    /** The ids of the tasks that have satisfied what depends on them, in lower case. */
    public Set<String> satisfied() {
        return Collections.unmodifiableSet(satisfiedIds);
    }

    /** The same by a task's id; the task need not be there any more. */
    public List<Task> satisfied(String id) {
        List<Task> free = new ArrayList<>();
        if (satisfiedIds.add(key(id))) {
            List<Task> waiters = waitersById.remove(key(id));
            (waiters == null ? List.<Task>of() : waiters).forEach(waiter -> met(waiter, free));
        }
        OptionalLong number = number(id);
        if (number.isPresent() && satisfiedNumbers.add(number.getAsLong())) {
            rangeWaits.removeIf(wait -> metBy(number.getAsLong(), wait, free));
        }
        return free;
    }

    private static boolean metBy(long number, RangeWait wait, List<Task> free) {
        if (number < wait.start || number > wait.end || --wait.left > 0) {
            return false;
        }
        met(wait.waiter, free);
        return true;
    }

    private static void met(Task waiter, List<Task> free) {
        waiter.unmetDependencies(waiter.unmetDependencies() - 1);
        if (waiter.unmetDependencies() == 0) {
            free.add(waiter);
        }
    }

    /** {@code 4}, {@code 04} and {@code 004} all count as 4, and the first of them counts (documented). */
    private static OptionalLong number(String id) {
        return id.matches("\\d{1,10}") ? OptionalLong.of(Long.parseLong(id)) : OptionalLong.empty();
    }

    private static String key(String id) {
        return id.toLowerCase(Locale.ROOT);
    }
}
