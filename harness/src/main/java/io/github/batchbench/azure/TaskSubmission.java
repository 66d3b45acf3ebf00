package io.github.batchbench.azure;

import com.microsoft.azure.batch.BatchClient;
import com.microsoft.azure.batch.protocol.models.TaskAddParameter;
import com.microsoft.azure.batch.protocol.models.TaskAddResult;
import com.microsoft.azure.batch.protocol.models.TaskAddStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Adds any number of tasks to a job, so that each is added once or named in an exception. The SDK's own
 * {@code createTasks} hangs above 100 tasks and returns normally when tasks were not added.
 *
 * <p>For one use by one thread.
 */
final class TaskSubmission {
    /** The service's limits of one request. */
    private static final int MOST_TASKS = 100;

    private static final int MOST_BYTES = 1024 * 1024;

    /** What surrounds the tasks in the request. */
    private static final int ENVELOPE_BYTES = 64;

    private final BatchClient client;
    private final Calls calls;
    private final String jobId;
    private final Deque<Chunk> waiting = new ArrayDeque<>();
    private final Map<String, String> refused = new LinkedHashMap<>();

    TaskSubmission(BatchClient client, Calls calls, String jobId) {
        this.client = client;
        this.calls = calls;
        this.jobId = jobId;
    }

    /** Some tasks for one request, and what is known of earlier ones for them. */
    private record Chunk(List<TaskAddParameter> tasks, int failedTries, boolean uncertain) {
        Chunk again(List<TaskAddParameter> some, boolean lost) {
            return new Chunk(some, failedTries + 1, uncertain || lost);
        }
    }

    void add(List<TaskAddParameter> tasks) throws InterruptedException {
        split(tasks);
        while (!waiting.isEmpty()) {
            send(waiting.removeFirst());
        }
        if (!refused.isEmpty()) {
            throw new TasksNotAddedException(jobId, tasks.size(), refused);
        }
    }

    private void split(List<TaskAddParameter> tasks) {
        List<TaskAddParameter> chunk = new ArrayList<>();
        int bytes = ENVELOPE_BYTES;
        for (TaskAddParameter task : tasks) {
            int size = size(task) + 1;
            if (!chunk.isEmpty() && (chunk.size() == MOST_TASKS || bytes + size >= MOST_BYTES)) {
                waiting.addLast(new Chunk(chunk, 0, false));
                chunk = new ArrayList<>();
                bytes = ENVELOPE_BYTES;
            }
            chunk.add(task);
            bytes += size;
        }
        if (!chunk.isEmpty()) {
            waiting.addLast(new Chunk(chunk, 0, false));
        }
    }

    private int size(TaskAddParameter task) {
        try {
            String json =
                    client.protocolLayer().restClient().serializerAdapter().serialize(task);
            return json.getBytes(StandardCharsets.UTF_8).length;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private void send(Chunk chunk) throws InterruptedException {
        List<TaskAddResult> results;
        try {
            results = client.protocolLayer()
                    .tasks()
                    .addCollection(jobId, chunk.tasks())
                    .value();
        } catch (RuntimeException thrown) {
            failed(chunk, calls.failure(thrown));
            return;
        }
        read(chunk, results == null ? List.of() : results);
    }

    private void failed(Chunk chunk, Failure failure) throws InterruptedException {
        if (failure.status() == 413 && chunk.tasks().size() > 1) {
            int half = chunk.tasks().size() / 2;
            waiting.addFirst(new Chunk(
                    chunk.tasks().subList(half, chunk.tasks().size()), chunk.failedTries(), chunk.uncertain()));
            waiting.addFirst(new Chunk(chunk.tasks().subList(0, half), chunk.failedTries(), chunk.uncertain()));
            return;
        }
        if (calls.pausedBeforeTry(chunk.failedTries() + 1, failure)) {
            waiting.addFirst(chunk.again(chunk.tasks(), failure.uncertain()));
            return;
        }
        refuse(chunk, failure);
        if (failure.status() != 413) {
            // What this request met, the next ones will meet as well.
            waiting.forEach(rest -> refuse(rest, "not sent after an earlier request failed"));
            waiting.clear();
        }
    }

    private void read(Chunk chunk, List<TaskAddResult> results) throws InterruptedException {
        Map<String, TaskAddResult> byId = new HashMap<>();
        results.forEach(result -> byId.put(result.taskId(), result));
        List<TaskAddParameter> unsettled = new ArrayList<>();
        for (TaskAddParameter task : chunk.tasks()) {
            TaskAddResult result = byId.get(task.id());
            if (result == null || result.status() == TaskAddStatus.SERVER_ERROR) {
                unsettled.add(task);
            } else if (result.status() != TaskAddStatus.SUCCESS && !isOurs(chunk, result)) {
                refused.put(task.id(), reason(result));
            }
        }
        if (!unsettled.isEmpty()) {
            tryAgain(chunk.again(unsettled, true), byId);
        }
    }

    private void tryAgain(Chunk chunk, Map<String, TaskAddResult> results) throws InterruptedException {
        Failure failure = new Failure(500, null, "the service could not add it", null, false);
        if (calls.pausedBeforeTry(chunk.failedTries(), failure)) {
            waiting.addFirst(chunk);
            return;
        }
        for (TaskAddParameter task : chunk.tasks()) {
            refused.put(task.id(), reason(results.get(task.id())) + " (" + chunk.failedTries() + " tries)");
        }
    }

    /** The task is there because an earlier try, whose answer was lost, has added it. */
    private static boolean isOurs(Chunk chunk, TaskAddResult result) {
        return chunk.uncertain()
                && result.error() != null
                && "TaskExists".equals(result.error().code());
    }

    private String reason(@Nullable TaskAddResult result) {
        if (result == null) {
            return "the service's answer did not mention it";
        }
        if (result.error() == null) {
            return "the service gave no reason";
        }
        return calls.redaction().apply(result.error().code() + ": " + Failure.message(result.error()));
    }

    private void refuse(Chunk chunk, Failure failure) {
        String may = failure.uncertain() || chunk.uncertain() ? " (it may have been added all the same)" : "";
        AzureException exception = failure.toException("add tasks to job " + jobId, calls.redaction());
        refuse(chunk, exception.getMessage() + may);
    }

    private void refuse(Chunk chunk, @Nullable String reason) {
        chunk.tasks().forEach(task -> refused.put(task.id(), String.valueOf(reason)));
    }
}
