package io.github.batchbench.fake.protocol.batch.view;

import io.github.batchbench.fake.model.ContainerInfo;
import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.model.FailureInfo;
import io.github.batchbench.fake.model.RunInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a run of a task went, as the service shows it. */
public final class RunView {
    private RunView() {}

    /** The {@code executionInfo} of a task. */
    static Document ofTask(RunInfo run) {
        Shape shape = ended(run)
                .put("retryCount", run.retryCount())
                .put("lastRetryTime", run.lastRetryTime())
                .put("requeueCount", run.requeueCount())
                .put("lastRequeueTime", run.lastRequeueTime());
        return shape.document();
    }

    /** The {@code startTaskInfo} of a node, or of a preparation or release task with its folder. */
    static Document withState(RunInfo run, @Nullable Document folder) {
        Shape shape = new Shape().put("state", run.endTime() == null ? "running" : "completed");
        Document times = ended(run).document();
        shape.copy(times, "startTime", "endTime");
        if (folder != null) {
            shape.rest(folder);
        }
        return shape.copy(times, "exitCode", "containerInfo", "failureInfo", "result")
                .put("retryCount", run.retryCount())
                .put("lastRetryTime", run.lastRetryTime())
                .document();
    }

    private static Shape ended(RunInfo run) {
        FailureInfo failure = run.failure();
        Shape shape = new Shape()
                .put("startTime", run.startTime())
                .put("endTime", run.endTime())
                .put("exitCode", run.exitCode() == null ? null : Long.valueOf(run.exitCode()))
                .put("containerInfo", run.container().map(RunView::container).orElse(null))
                .put("failureInfo", failure == null ? null : failure(failure));
        if (run.endTime() != null) {
            shape.put("result", failure == null ? "success" : "failure");
        }
        return shape;
    }

    private static Document container(ContainerInfo container) {
        return new Shape()
                .put("containerId", container.id())
                .put("state", container.state())
                .put("error", container.error())
                .document();
    }

    /** A failure as the service shows it; the category is not in lower case (recorded). */
    static Document failure(FailureInfo failure) {
        return new Shape()
                .put("category", failure.category() == FailureInfo.Category.USER_ERROR ? "UserError" : "ServerError")
                .put("code", failure.code())
                .put("message", failure.message())
                .put("details", failure.details().isEmpty() ? null : details(failure.details()))
                .document();
    }

    /** Pairs of name and value. */
    static List<Document> details(List<FailureInfo.Detail> details) {
        return details.stream()
                .map(detail -> new Shape()
                        .put("name", detail.name())
                        .put("value", detail.value())
                        .document())
                .toList();
    }
}
