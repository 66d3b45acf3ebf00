package io.github.batchbench.api;

import io.github.batchbench.azure.model.TaskReport;
import java.util.Optional;

/**
 * How the task of one input went.
 *
 * @param input the input's name in this run
 * @param report the task as the service showed it at the end
 * @param stderr the end of its standard error if it failed, else empty
 */
public record TaskOutcome(String input, TaskReport report, String stderr) {
    /** The task's id. */
    public String taskId() {
        return report.id();
    }

    /** Whether the service calls it a success. */
    public boolean succeeded() {
        return report.succeeded();
    }

    /** For people, if it was run more than once: how often and why. */
    public Optional<String> rerun() {
        int again = report.retries() + report.requeues();
        return again == 0
                ? Optional.empty()
                : Optional.of("Task %s (%s) was run %d times: %d after a failure, %d after it lost its node."
                        .formatted(taskId(), input, again + 1, report.retries(), report.requeues()));
    }

    /** What happened, in a few lines for people: exit code, the service's reason, command line, the end of stderr. */
    public String describe() {
        StringBuilder text = new StringBuilder("Task %s (%s) ".formatted(taskId(), input));
        if (succeeded()) {
            return text.append("succeeded.").toString();
        }
        if (!report.completed()) {
            text.append("is not over: it is ").append(report.state());
        } else if (report.exitCode() != null && report.exitCode() != 0) {
            text.append("exited with ").append(report.exitCode());
        } else {
            text.append("failed");
        }
        if (report.nodeId() != null) {
            text.append(" on node ").append(report.nodeId());
        }
        text.append('.');
        if (report.failure() != null) {
            text.append("\n  ").append(report.failure());
        }
        text.append("\n  command line: ").append(report.commandLine());
        if (!stderr.isBlank()) {
            text.append("\n  the end of its stderr:\n    ").append(stderr.replace("\n", "\n    "));
        }
        return text.toString();
    }
}
