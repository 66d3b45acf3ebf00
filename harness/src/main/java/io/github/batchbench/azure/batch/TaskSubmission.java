package io.github.batchbench.azure.batch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.batchbench.azure.AzureException;
import io.github.batchbench.azure.http.BatchRest;
import io.github.batchbench.azure.http.Calls;
import io.github.batchbench.azure.http.Failure;
import java.io.IOException;
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

    private final BatchRest rest;
    private final Calls calls;
    private final String jobId;
    private final Deque<Chunk> waiting = new ArrayDeque<>();
    private final Map<String, String> refused = new LinkedHashMap<>();

    TaskSubmission(BatchRest rest, Calls calls, String jobId) {
        this.rest = rest;
        this.calls = calls;
        this.jobId = jobId;
    }

    /** Some tasks for one request, and what is known of earlier ones for them. */
    private record Chunk(List<JsonNode> tasks, int failedTries, boolean uncertain) {
        Chunk again(List<JsonNode> some, boolean lost) {
            return new Chunk(some, failedTries + 1, uncertain || lost);
        }
    }

    void add(List<JsonNode> tasks) throws InterruptedException {
        split(tasks);
        while (!waiting.isEmpty()) {
            send(waiting.removeFirst());
        }
        if (!refused.isEmpty()) {
            throw new TasksNotAddedException(jobId, tasks.size(), refused);
        }
    }

    private void split(List<JsonNode> tasks) {
        List<JsonNode> chunk = new ArrayList<>();
        int bytes = ENVELOPE_BYTES;
        for (JsonNode task : tasks) {
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

    private static int size(JsonNode task) {
        try {
            return BatchRest.JSON.writeValueAsBytes(task).length;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree can be written.", e);
        }
    }

    private void send(Chunk chunk) throws InterruptedException {
        ObjectNode body = BatchRest.JSON.createObjectNode();
        body.putArray("value").addAll(chunk.tasks());
        JsonNode answer;
        try {
            answer = rest.call("POST", BatchRest.path("jobs", jobId, "addtaskcollection"), body);
        } catch (IOException | RuntimeException thrown) {
            failed(chunk, calls.failure(thrown));
            return;
        }
        read(chunk, answer.path("value"));
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

    private void read(Chunk chunk, JsonNode results) throws InterruptedException {
        Map<String, JsonNode> byId = new HashMap<>();
        results.forEach(result -> byId.put(result.path("taskId").asText(), result));
        List<JsonNode> unsettled = new ArrayList<>();
        for (JsonNode task : chunk.tasks()) {
            JsonNode result = byId.get(id(task));
            if (result == null || hasStatus(result, "servererror")) {
                unsettled.add(task);
            } else if (!hasStatus(result, "success") && !isOurs(chunk, result)) {
                refused.put(id(task), reason(result));
            }
        }
        if (!unsettled.isEmpty()) {
            tryAgain(chunk.again(unsettled, true), byId);
        }
    }

    private static String id(JsonNode task) {
        return task.path("id").asText();
    }

    private static boolean hasStatus(JsonNode result, String status) {
        return result.path("status").asText().equalsIgnoreCase(status);
    }

    private void tryAgain(Chunk chunk, Map<String, JsonNode> results) throws InterruptedException {
        Failure failure = new Failure(500, null, "the service could not add it", null, false);
        if (calls.pausedBeforeTry(chunk.failedTries(), failure)) {
            waiting.addFirst(chunk);
            return;
        }
        for (JsonNode task : chunk.tasks()) {
            refused.put(id(task), reason(results.get(id(task))) + " (" + chunk.failedTries() + " tries)");
        }
    }

    /** The task is there because an earlier try, whose answer was lost, has added it. */
    private static boolean isOurs(Chunk chunk, JsonNode result) {
        return chunk.uncertain() && result.path("error").path("code").asText().equals("TaskExists");
    }

    private String reason(@Nullable JsonNode result) {
        if (result == null) {
            return "the service's answer did not mention it";
        }
        JsonNode error = result.path("error");
        if (!error.isObject()) {
            return "the service gave no reason";
        }
        return calls.redaction().apply(error.path("code").asText() + ": " + Failure.message(error));
    }

    private void refuse(Chunk chunk, Failure failure) {
        String may = failure.uncertain() || chunk.uncertain() ? " (it may have been added all the same)" : "";
        AzureException exception = failure.toException("add tasks to job " + jobId, calls.redaction());
        refuse(chunk, exception.getMessage() + may);
    }

    private void refuse(Chunk chunk, @Nullable String reason) {
        chunk.tasks().forEach(task -> refused.put(id(task), String.valueOf(reason)));
    }
}
