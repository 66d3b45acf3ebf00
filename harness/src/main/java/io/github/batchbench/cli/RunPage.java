package io.github.batchbench.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.batchbench.api.FakeAzure;
import io.github.batchbench.api.TaskOutcome;
import io.github.batchbench.api.WorkflowResult;
import io.github.batchbench.azure.model.TaskReport;
import io.github.batchbench.azure.waiting.DurationText;
import io.github.batchbench.fake.monitor.HistoryJson;
import io.github.batchbench.report.AccountReport;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the page of a run shows. Of a real account there is no timeline, for Azure does not tell it. */
final class RunPage {
    private static final ObjectMapper JSON = new ObjectMapper();

    private RunPage() {}

    /** A run that came to its end. */
    static ObjectNode of(Optional<FakeAzure> azure, WorkflowResult result) {
        ObjectNode data = JSON.createObjectNode();
        int failed = result.failedTasks().size();
        data.put(
                "title",
                failed == 0
                        ? "Run of %,d tasks".formatted(result.tasks().size())
                        : "Run of %,d tasks, of which %,d failed"
                                .formatted(result.tasks().size(), failed));
        ArrayNode facts = data.putArray("facts");
        fact(facts, "Job", result.jobId());
        fact(facts, "Pool", result.poolId());
        fact(facts, "Elapsed", DurationText.text(result.elapsed()));
        fact(facts, "Outputs", result.outputNames().stream().sorted().collect(Collectors.joining(", ")));
        if (!result.leftBehind().isEmpty()) {
            fact(facts, "Left behind", String.join(", ", result.leftBehind()));
        }
        ArrayNode tasks = data.putArray("tasks");
        result.failedTasks().forEach(task -> task(tasks.addObject(), result.jobId(), task));
        result.tasks().stream()
                .filter(TaskOutcome::succeeded)
                .forEach(task -> task(tasks.addObject(), result.jobId(), task));
        azure.ifPresent(fake ->
                data.set("history", HistoryJson.of(fake.batch().recorder().history())));
        return data;
    }

    /** A run that did not; what is still there of it is shown. */
    static ObjectNode of(Optional<FakeAzure> azure, RuntimeException failure) {
        ObjectNode data = azure.map(fake -> AccountReport.of(fake.batch())).orElseGet(JSON::createObjectNode);
        data.put("title", "A run that failed");
        data.putObject("failure").put("test", "batchbench run").put("message", String.valueOf(failure.getMessage()));
        return data;
    }

    private static void fact(ArrayNode facts, String name, String value) {
        facts.addArray().add(name).add(value);
    }

    private static void task(ObjectNode shown, String job, TaskOutcome task) {
        TaskReport report = task.report();
        shown.put("job", job).put("id", task.taskId()).put("input", task.input());
        shown.put("state", report.completed() ? task.succeeded() ? "succeeded" : "failed" : report.state());
        shown.put("commandLine", report.commandLine());
        shown.put("retries", report.retries()).put("requeues", report.requeues());
        Integer exitCode = report.exitCode();
        if (exitCode != null) {
            shown.put("exitCode", exitCode);
        }
        put(shown, "node", report.nodeId());
        put(shown, "start", report.started());
        put(shown, "end", report.ended());
        String failure = report.failure();
        if (failure != null) {
            String[] parts = failure.split(": ", 2);
            shown.putObject("failure").put("code", parts[0]).put("message", parts[parts.length - 1]);
        }
        shown.putObject("files").put("stderr.txt", task.stderr());
    }

    private static void put(ObjectNode shown, String name, @Nullable Object value) {
        if (value != null) {
            shown.put(name, value.toString());
        }
    }
}
