package io.github.batchbench.fake.portal;

import io.github.batchbench.fake.account.BatchAccount;
import io.github.batchbench.fake.model.BatchErrorCode;
import io.github.batchbench.fake.model.Job;
import io.github.batchbench.fake.model.Task;
import io.github.batchbench.fake.model.TaskSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** The part of a job's graph of dependencies around one task: what it waits for, and what waits for it. */
final class TaskNeighbours {
    private static final int MOST_OF_A_LEVEL = 12;
    private static final int LEVELS = 3;

    private final Job job;
    private final Map<String, Map<String, Object>> nodes = new LinkedHashMap<>();
    private final List<List<String>> edges = new ArrayList<>();
    private int leftOut;

    private TaskNeighbours(Job job) {
        this.job = job;
    }

    static Map<String, Object> of(BatchAccount account, String jobId, String taskId) {
        return account.exclusively(() -> {
            Job job = account.jobs().get(jobId);
            Task task = job.task(taskId).orElseThrow(BatchErrorCode.TASK_NOT_FOUND::exception);
            return new TaskNeighbours(job).around(task);
        });
    }

    private Map<String, Object> around(Task task) {
        place(task.id(), 0);
        List<String> level = List.of(task.id());
        for (int depth = 1; depth <= LEVELS; depth++) {
            level = below(level, -depth);
        }
        Map<String, List<String>> dependents = dependents();
        level = List.of(task.id());
        for (int depth = 1; depth <= LEVELS; depth++) {
            level = above(level, depth, dependents);
        }
        return Map.of("nodes", List.copyOf(nodes.values()), "edges", edges, "leftOut", leftOut);
    }

    private List<String> below(List<String> level, int depth) {
        List<String> next = new ArrayList<>();
        for (String id : level) {
            job.task(id)
                    .ifPresent(task ->
                            dependencies(task.settings()).forEach(needed -> connect(needed, id, needed, depth, next)));
        }
        return next;
    }

    private List<String> above(List<String> level, int depth, Map<String, List<String>> dependents) {
        List<String> next = new ArrayList<>();
        for (String id : level) {
            dependents.getOrDefault(key(id), List.of()).forEach(waiting -> connect(id, waiting, waiting, depth, next));
        }
        return next;
    }

    private void connect(String from, String to, String fresh, int depth, List<String> next) {
        if (!nodes.containsKey(key(fresh))) {
            if (next.size() >= MOST_OF_A_LEVEL) {
                leftOut++;
                return;
            }
            place(fresh, depth);
            next.add(fresh);
        }
        edges.add(List.of(from, to));
    }

    private void place(String id, int depth) {
        String state = job.task(id).map(TaskWindow::outcome).orElse("missing");
        nodes.put(key(id), Map.of("id", id, "state", state, "level", depth));
    }

    private Map<String, List<String>> dependents() {
        Map<String, List<String>> dependents = new HashMap<>();
        for (Task task : job.tasks()) {
            if (task.settings().dependsOnOthers()) {
                dependencies(task.settings())
                        .forEach(needed -> dependents
                                .computeIfAbsent(key(needed), unused -> new ArrayList<>())
                                .add(task.id()));
            }
        }
        return dependents;
    }

    /** Of a long range its beginning: the rest would not be drawn. */
    private static Stream<String> dependencies(TaskSpec settings) {
        return Stream.concat(
                settings.dependsOnIds().stream(),
                settings.dependsOnRanges().stream()
                        .flatMap(range -> LongStream.rangeClosed(range.start(), range.end())
                                .limit(1000)
                                .mapToObj(Long::toString)));
    }

    private static String key(String id) {
        return id.toLowerCase(java.util.Locale.ROOT);
    }
}
