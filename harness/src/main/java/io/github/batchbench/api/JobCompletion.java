package io.github.batchbench.api;

import io.github.batchbench.azure.batch.BatchService;
import io.github.batchbench.azure.batch.TaskWait;
import io.github.batchbench.azure.batch.WaitTimeoutException;
import io.github.batchbench.azure.model.TaskCounts;
import io.github.batchbench.azure.model.TaskReport;
import io.github.batchbench.azure.waiting.Pause;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Waits for the tasks of a job, and tells how they went. */
final class JobCompletion {
    private static final int UNFINISHED_SHOWN = 5;

    private final BatchService batch;
    private final Pause pause;
    private final WorkflowListener listener;
    private final Duration timeout;

    JobCompletion(BatchService batch, Pause pause, WorkflowListener listener, Duration timeout) {
        this.batch = batch;
        this.pause = pause;
        this.listener = listener;
        this.timeout = timeout;
    }

    /**
     * How the tasks went, in the order of the map.
     *
     * @param inputs the name of each task's input, by task id
     */
    List<TaskOutcome> outcomes(String job, String pool, Map<String, String> inputs) throws InterruptedException {
        Map<String, TaskReport> reports =
                await(job, pool, inputs.size()).stream().collect(Collectors.toMap(TaskReport::id, Function.identity()));
        List<TaskOutcome> outcomes = new ArrayList<>();
        for (Map.Entry<String, String> task : inputs.entrySet()) {
            TaskReport report = reports.get(task.getKey());
            if (report == null) {
                throw new IllegalStateException(
                        "Task " + task.getKey() + " has vanished from job " + job + ": somebody else deleted it.");
            }
            String stderr = report.succeeded() ? "" : batch.endOfTaskStderr(job, report.id());
            outcomes.add(new TaskOutcome(task.getValue(), report, stderr));
        }
        return outcomes;
    }

    private List<TaskReport> await(String job, String pool, int expected) throws InterruptedException {
        TaskWait.Observer observer = new TaskWait.Observer() {
            @Override
            public void counts(TaskCounts counts) {
                listener.counts(counts, expected);
            }

            @Override
            public void warning(String text) {
                listener.warning(text);
            }
        };
        try {
            return new TaskWait(batch, pause, observer).untilAllCompleted(job, pool, expected, timeout);
        } catch (WaitTimeoutException late) {
            throw new WorkflowTimeoutException(late.getMessage() + unfinished(job), late);
        }
    }

    private static String because(List<String> reasons) {
        return reasons.isEmpty() ? "" : "\nbecause:\n  " + String.join("\n  ", reasons);
    }

    private String unfinished(String job) throws InterruptedException {
        List<TaskReport> open =
                batch.tasks(job).stream().filter(task -> !task.completed()).toList();
        String some = open.stream()
                .limit(UNFINISHED_SHOWN)
                .map(task -> "\n  " + task.id() + " is " + task.state()
                        + (task.nodeId() == null ? "" : " on node " + task.nodeId()))
                .collect(Collectors.joining());
        int more = open.size() - UNFINISHED_SHOWN;
        return some + (more > 0 ? "\n  and " + more + " more" : "") + because(batch.whyJob(job));
    }
}
