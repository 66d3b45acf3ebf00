package io.github.batchbench.reasons;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Why a task, a job or a pool does not go on: a few sentences for people, what to look at first in front. */
public final class Reasons {
    private static final int NAMED = 3;
    private static final int LONGEST_STDERR = 500;
    private static final Set<String> COMING_UP =
            Set.of("creating", "starting", "waitingforstarttask", "rebooting", "reimaging", "upgradingos");

    private Reasons() {}

    /** Why a pool cannot run tasks, or not as many as it should; empty if all its nodes work. */
    public static List<String> ofPool(PoolFacts pool) {
        String name = "pool " + pool.id();
        if (pool.isMissing()) {
            return List.of(name + " does not exist");
        }
        List<String> reasons = new ArrayList<>();
        if (!"active".equals(pool.state())) {
            reasons.add(name + " is " + pool.state());
        }
        pool.resizeErrors().forEach(error -> reasons.add(name + " did not get all its nodes: " + error));
        if (!pool.steady()) {
            reasons.add(name + " is resizing: " + pool.nodes().size() + " of " + nodes(pool.target()) + " are there");
        } else if (pool.target() == 0 && pool.nodes().isEmpty()) {
            reasons.add(name + " has no nodes, and none are asked for: resize it");
        }
        for (PoolFacts.Node node : pool.nodes()) {
            if (node.startTask() != null) {
                reasons.add("the start task " + node.startTask() + " on node " + node.id() + " of " + name
                        + stderr(node.stderr()));
            }
        }
        Map<String, List<String>> others = pool.nodes().stream()
                .filter(node -> node.startTask() == null && node.scheduling() && !isWorking(node))
                .collect(Collectors.groupingBy(
                        PoolFacts.Node::state,
                        LinkedHashMap::new,
                        Collectors.mapping(PoolFacts.Node::id, Collectors.toList())));
        others.forEach((state, ids) -> reasons.add(
                (COMING_UP.contains(state) ? "still starting: " : "") + "node " + some(ids) + " is " + state));
        List<String> off = pool.nodes().stream()
                .filter(node -> node.startTask() == null && !node.scheduling())
                .map(PoolFacts.Node::id)
                .toList();
        if (!off.isEmpty()) {
            reasons.add("scheduling is switched off on node " + some(off));
        }
        return List.copyOf(reasons);
    }

    private static boolean isWorking(PoolFacts.Node node) {
        return "idle".equals(node.state()) || "running".equals(node.state());
    }

    /** Why a task of a job is not over; empty if it is. */
    public static List<String> ofTask(TaskFacts task, JobFacts job, PoolFacts pool) {
        String where = task.nodeId() == null ? "" : " on node " + task.nodeId();
        return switch (task.state()) {
            case "completed" -> List.of();
            case "running" -> List.of("it is running" + where);
            case "preparing" ->
                List.of("it is being prepared" + where
                        + ": the job preparation task runs there, or its files are being fetched");
            default -> ofWaiting(task, job, pool);
        };
    }

    private static List<String> ofWaiting(TaskFacts task, JobFacts job, PoolFacts pool) {
        List<String> reasons = new ArrayList<>(shared(job, pool));
        reasons.addAll(own(task, pool));
        if (reasons.isEmpty()) {
            reasons.add("nothing is in its way: the scheduler has not come to it yet");
        }
        return List.copyOf(reasons);
    }

    /** Why a job is not over: what is in the way of its tasks, the same things once; empty if it is over. */
    public static List<String> ofJob(JobFacts job, PoolFacts pool) {
        if ("completed".equals(job.state())) {
            return List.of();
        }
        List<String> reasons = new ArrayList<>(stuck(job, pool));
        if (job.started() > 0) {
            reasons.add(tasks(job.started()) + " preparing or running");
        }
        if (job.tasks().isEmpty() && !job.endsWithItsTasks() && "active".equals(job.state())) {
            reasons.add("none of its tasks is left, and nothing ends the job: its onAllTasksComplete is noaction");
        }
        return List.copyOf(reasons);
    }

    /** What keeps the waiting tasks of a job from running; empty if none waits. */
    public static List<String> stuck(JobFacts job, PoolFacts pool) {
        List<TaskFacts> waiting = job.tasks().stream()
                .filter(task -> "active".equals(task.state()))
                .toList();
        if (waiting.isEmpty()) {
            return "active".equals(job.state()) || "completed".equals(job.state())
                    ? List.of()
                    : List.of("job " + job.id() + " is " + job.state());
        }
        List<String> reasons = new ArrayList<>(shared(job, pool));
        Map<String, List<String>> own = new LinkedHashMap<>();
        for (TaskFacts task : waiting) {
            own(task, pool)
                    .forEach(reason ->
                            own.computeIfAbsent(reason, r -> new ArrayList<>()).add(task.id()));
        }
        own.forEach((reason, ids) -> reasons.add("task " + some(ids) + ": " + reason));
        return List.copyOf(reasons);
    }

    /** What is in the way of every task of a job. */
    private static List<String> shared(JobFacts job, PoolFacts pool) {
        List<String> reasons = new ArrayList<>();
        if (!"active".equals(job.state())) {
            reasons.add(
                    "job " + job.id() + " is " + job.state() + ("disabled".equals(job.state()) ? ": enable it" : ""));
        }
        if (job.maxParallelTasks() >= 0 && job.started() >= job.maxParallelTasks()) {
            reasons.add("job " + job.id() + " may have no more than " + job.maxParallelTasks()
                    + " tasks at once (maxParallelTasks), and has as many");
        }
        reasons.addAll(ofPool(pool));
        return reasons;
    }

    /** What is in the way of one. */
    private static List<String> own(TaskFacts task, PoolFacts pool) {
        List<String> reasons = new ArrayList<>();
        for (TaskFacts.Dependency dependency : task.waitsFor()) {
            reasons.add("it waits for task " + dependency.id() + ", which " + dependency.what());
        }
        reasons.addAll(task.others());
        if (pool.isMissing()) {
            return reasons;
        }
        if (task.slots() > pool.slotsPerNode()) {
            reasons.add("it needs " + task.slots() + " slots, and the nodes of pool " + pool.id() + " have "
                    + pool.slotsPerNode());
        } else if (task.instances() > 0) {
            long free = pool.working().stream()
                    .filter(node -> node.usedSlots() == 0)
                    .count();
            if (free < task.instances()) {
                reasons.add("it needs " + nodes(task.instances()) + " that run nothing (multi-instance), and pool "
                        + pool.id() + " has " + free);
            }
        } else if (!pool.working().isEmpty()
                && pool.working().stream().allMatch(node -> node.usedSlots() + task.slots() > pool.slotsPerNode())) {
            reasons.add("no node of pool " + pool.id() + " has " + task.slots()
                    + (task.slots() == 1 ? " free slot" : " free slots") + ": "
                    + some(pool.working().stream()
                            .map(node -> node.id() + " uses " + node.usedSlots() + " of " + pool.slotsPerNode())
                            .toList()));
        }
        return reasons;
    }

    private static String nodes(int count) {
        return count == 1 ? "1 node" : count + " nodes";
    }

    private static String tasks(int count) {
        return count == 1 ? "1 task is" : count + " tasks are";
    }

    private static String some(List<String> all) {
        String first = all.stream().limit(NAMED).collect(Collectors.joining(", "));
        return all.size() <= NAMED ? first : first + " and " + (all.size() - NAMED) + " more";
    }

    private static String stderr(String text) {
        String end = text.strip();
        if (end.isEmpty()) {
            return "";
        }
        return ": " + (end.length() <= LONGEST_STDERR ? end : "... " + end.substring(end.length() - LONGEST_STDERR));
    }
}
