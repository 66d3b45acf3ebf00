package io.github.batchbench.fake.protocol.batch.view;

import io.github.batchbench.fake.agent.Directories;
import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.model.Job;
import io.github.batchbench.fake.model.Subtask;
import io.github.batchbench.fake.model.Task;

/** A subtask of a multi-instance task, in the order of the specification's example. To be made under the account's lock. */
public final class SubtaskView {
    private SubtaskView() {}

    /** The subtask, for a client that knows the service by this base URL and asked with this version. */
    public static Document of(Job job, Task task, Subtask subtask, String base) {
        Document run = RunView.ofTask(subtask.run());
        String directory = Directories.ofTask(job, task.id()) + "/" + subtask.id();
        Shape shape = new Shape().put("id", (long) subtask.id()).copy(run, "startTime", "endTime");
        StateView.put(shape, subtask.lifecycle());
        return shape.copy(run, "exitCode", "containerInfo", "failureInfo", "result")
                .put("nodeInfo", TaskView.nodeInfo(subtask.node(), directory, base))
                .document();
    }
}
