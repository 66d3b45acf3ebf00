package io.github.batchbench.fake.scheduling;

import io.github.batchbench.fake.model.Job;
import io.github.batchbench.fake.model.JobState;
import io.github.batchbench.fake.model.Task;
import io.github.batchbench.fake.model.TaskSupply;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.IntFunction;

/** The tasks of a job that are ready to run, first come first served among those that fit. */
final class JobQueue {
    /** Higher priority first, then the older job. */
    static final Comparator<JobQueue> ORDER = Comparator.comparingInt((JobQueue queue) -> -queue.priority)
            .thenComparing(queue -> queue.job.creationTime())
            .thenComparing(queue -> queue.job.id());

    /** Of one priority: the job that runs the least, then the older one. */
    static final Comparator<JobQueue> EVENLY =
            Comparator.comparingInt((JobQueue queue) -> queue.running).thenComparing(ORDER);

    private final Job job;
    private final int priority;
    private final NavigableMap<Integer, ReadyTasks> bySlots = new TreeMap<>();
    private final LinkedHashSet<Task> multiInstance = new LinkedHashSet<>();
    private final LinkedHashSet<Task> onDedicated = new LinkedHashSet<>();
    private int running;

    JobQueue(Job job) {
        this.job = job;
        this.priority = job.settings().priority();
    }

    /** The queue of a job whose priority has changed: what it holds, in a new place. */
    JobQueue reprioritised() {
        JobQueue copy = new JobQueue(job);
        copy.bySlots.putAll(bySlots);
        copy.multiInstance.addAll(multiInstance);
        copy.onDedicated.addAll(onDedicated);
        copy.running = running;
        return copy;
    }

    /** The queues in groups of one priority each, the highest first; a snapshot. */
    static List<List<JobQueue>> byPriority(SortedSet<JobQueue> queues) {
        List<List<JobQueue>> groups = new ArrayList<>();
        int last = 0;
        for (JobQueue queue : queues) {
            if (groups.isEmpty() || queue.priority != last) {
                groups.add(new ArrayList<>());
                last = queue.priority;
            }
            groups.get(groups.size() - 1).add(queue);
        }
        return groups;
    }

    Job job() {
        return job;
    }

    void add(Task task) {
        if (task.instances() > 0) {
            multiInstance.add(task);
            return;
        }
        if (!task.settings().allowsLowPriorityNode()) {
            onDedicated.add(task);
            return;
        }
        bySlots.computeIfAbsent(task.requiredSlots(), slots -> new ReadyTasks()).add(task);
    }

    /** The tasks of a supply, each of which is made when its turn comes. */
    void supply(TaskSupply supply, IntFunction<Task> make) {
        bySlots.computeIfAbsent(supply.requiredSlots(), slots -> new ReadyTasks())
                .supply(supply.size(), make);
    }

    void remove(Task task) {
        if (multiInstance.remove(task) || onDedicated.remove(task)) {
            return;
        }
        ReadyTasks peers = bySlots.get(task.requiredSlots());
        if (peers != null && peers.remove(task) && peers.isEmpty()) {
            bySlots.remove(task.requiredSlots());
        }
    }

    void started() {
        running++;
    }

    void ended() {
        running--;
    }

    /** The task that may start next on a node with so many slots free. */
    Optional<Task> next(int freeSlots) {
        if (isHeldBack()) {
            return Optional.empty();
        }
        Task first = null;
        for (Map.Entry<Integer, ReadyTasks> tasks : bySlots.entrySet()) {
            if (tasks.getKey() > freeSlots) {
                break;
            }
            Task next = tasks.getValue().first();
            first = first == null || next.order() < first.order() ? next : first;
        }
        return Optional.ofNullable(first);
    }

    /** The multi-instance task that may start next if so many nodes run nothing. */
    Optional<Task> nextMultiInstance(int freeNodes) {
        return isHeldBack()
                ? Optional.empty()
                : multiInstance.stream()
                        .filter(task -> task.instances() <= freeNodes)
                        .findFirst();
    }

    /** The tasks that are for dedicated nodes only and may start next; a snapshot. */
    List<Task> nextOnDedicated() {
        return onDedicated.isEmpty() || isHeldBack() ? List.of() : List.copyOf(onDedicated);
    }

    boolean hasMultiInstance() {
        return !multiInstance.isEmpty();
    }

    private boolean isHeldBack() {
        int most = job.settings().maxParallelTasks();
        boolean full = most >= 0 && running >= most;
        return full || job.state() != JobState.ACTIVE;
    }
}
