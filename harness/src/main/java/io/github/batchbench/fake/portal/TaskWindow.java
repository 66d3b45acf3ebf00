package io.github.batchbench.fake.portal;

import io.github.batchbench.fake.account.BatchAccount;
import io.github.batchbench.fake.model.Job;
import io.github.batchbench.fake.model.NodeIdentity;
import io.github.batchbench.fake.model.RunInfo;
import io.github.batchbench.fake.model.Task;
import io.github.batchbench.fake.model.TaskState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a job's table of tasks that are in sight, after a filter and in an order: a page scrolls through a hundred
 * thousand tasks and holds a hundred.
 */
final class TaskWindow {
    private static final int MOST_ROWS = 500;

    /** Exit codes of which the number is not yet typed. */
    private static final Set<String> BEGUN = Set.of("!", "-", "!-");

    /** What a row shows, as it was when it was looked at; {@code state} is {@code succeeded} or {@code failed} at the end. */
    private record Row(
            String id,
            String state,
            @Nullable Integer exitCode,
            String node,
            String pool,
            Instant created,
            @Nullable Instant start,
            @Nullable Instant end,
            int retries) {
        static Row of(Task task) {
            RunInfo run = task.run();
            NodeIdentity node = task.node();
            return new Row(
                    task.id(),
                    outcome(task),
                    run.exitCode(),
                    node == null ? "" : node.nodeId(),
                    node == null ? "" : node.poolId(),
                    task.creationTime(),
                    run.startTime(),
                    run.endTime(),
                    run.retryCount());
        }

        /** In milliseconds; of a run that is not over until now, and none before it has begun. */
        @Nullable
        Long duration(Instant now) {
            return start == null
                    ? null
                    : Long.valueOf(
                            Duration.between(start, end == null ? now : end).toMillis());
        }
    }

    private TaskWindow() {}

    static Map<String, Object> of(BatchAccount account, PortalViews.Parameters asked) {
        Predicate<Task> filter = filter(asked);
        boolean down = asked.text("dir").equals("desc");
        Comparator<Row> order = order(asked.text("sort"), account.timeline().instant(), down);
        Map<String, Object> answer = new LinkedHashMap<>();
        List<Row> rows = account.exclusively(() -> {
            Job job = account.jobs().get(asked.required("job"));
            List<Task> matching = job.tasks().stream().filter(filter).toList();
            answer.put("total", job.tasks().size());
            answer.put("state", job.state().wireName());
            answer.put("now", account.timeline().instant().toEpochMilli());
            answer.put("matching", matching.size());
            // Tasks come in the order of their ids: nothing to sort, and only those in sight are looked at.
            return (order == null ? inSight(matching, asked, down) : matching)
                    .stream().map(Row::of).toList();
        });
        if (order != null) {
            List<Row> sorted = new ArrayList<>(rows);
            sorted.sort(order);
            rows = inSight(sorted, asked, false);
        }
        answer.put("from", first(asked));
        columns(rows, answer);
        return answer;
    }

    private static int first(PortalViews.Parameters asked) {
        return asked.number("from", 0, Integer.MAX_VALUE);
    }

    private static <T> List<T> inSight(List<T> all, PortalViews.Parameters asked, boolean backwards) {
        int from = Math.min(first(asked), all.size());
        int to = Math.min(all.size(), from + asked.number("count", 100, MOST_ROWS));
        if (!backwards) {
            return all.subList(from, to);
        }
        List<T> seen = new ArrayList<>(all.subList(all.size() - to, all.size() - from));
        Collections.reverse(seen);
        return seen;
    }

    /** How people call it: completed is succeeded or failed. */
    static String outcome(Task task) {
        if (task.state() != TaskState.COMPLETED) {
            return task.state().wireName();
        }
        return task.succeeded() ? "succeeded" : "failed";
    }

    private static Predicate<Task> filter(PortalViews.Parameters asked) {
        String text = asked.text("text").toLowerCase(Locale.ROOT);
        List<String> states = List.of(asked.text("state").split(","));
        String exit = asked.text("exit").strip();
        Predicate<Task> filter = text.isEmpty()
                ? task -> true
                : task -> task.id().toLowerCase(Locale.ROOT).contains(text)
                        || (task.node() != null && task.node().nodeId().contains(text));
        if (!asked.text("state").isEmpty()) {
            filter = filter.and(task -> states.contains(outcome(task)));
        }
        return exit.isEmpty() ? filter : filter.and(exit(exit));
    }

    /** A number, or {@code !0} for every other than this. */
    private static Predicate<Task> exit(String text) {
        if (BEGUN.contains(text)) {
            return task -> true;
        }
        boolean other = text.startsWith("!");
        try {
            Integer code = Integer.valueOf(text.substring(other ? 1 : 0).strip());
            return task ->
                    task.run().exitCode() != null && code.equals(task.run().exitCode()) != other;
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("An exit code is a number, or ! and a number, not '" + text + "'.", e);
        }
    }

    /** None for the order of the ids. Rows that have no such value come last, in both directions. */
    private static @Nullable Comparator<Row> order(String by, Instant now, boolean down) {
        return switch (by) {
            case "", "id" -> null;
            case "state" -> by(Row::state, down);
            case "exit" -> by(Row::exitCode, down);
            case "node" -> by(row -> row.node().isEmpty() ? null : row.node(), down);
            case "created" -> by(Row::created, down);
            case "start" -> by(Row::start, down);
            case "end" -> by(Row::end, down);
            case "duration" -> by(row -> row.duration(now), down);
            case "retries" -> by(Row::retries, down);
            default -> throw new IllegalArgumentException("Tasks are not sorted by that.");
        };
    }

    private static <T extends Comparable<? super T>> Comparator<Row> by(
            Function<Row, @Nullable T> value, boolean down) {
        Comparator<T> order = down ? Comparator.reverseOrder() : Comparator.naturalOrder();
        return Comparator.comparing(value, Comparator.nullsLast(order));
    }

    private static void columns(List<Row> rows, Map<String, Object> answer) {
        answer.put("id", rows.stream().map(Row::id).toList());
        answer.put("taskState", rows.stream().map(Row::state).toList());
        answer.put("exit", column(rows, Row::exitCode));
        answer.put("node", rows.stream().map(Row::node).toList());
        answer.put("pool", rows.stream().map(Row::pool).toList());
        answer.put("created", column(rows, row -> row.created().toEpochMilli()));
        answer.put("start", column(rows, row -> AccountOverview.millis(row.start())));
        answer.put("end", column(rows, row -> AccountOverview.millis(row.end())));
        answer.put("retries", rows.stream().map(Row::retries).toList());
    }

    private static List<@Nullable Object> column(List<Row> rows, Function<Row, @Nullable Object> value) {
        List<@Nullable Object> column = new ArrayList<>(rows.size());
        for (Row row : rows) {
            column.add(value.apply(row));
        }
        return column;
    }
}
