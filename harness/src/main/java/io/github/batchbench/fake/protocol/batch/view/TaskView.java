package io.github.batchbench.fake.protocol.batch.view;

import io.github.batchbench.fake.agent.Directories;
import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.model.Job;
import io.github.batchbench.fake.model.NodeIdentity;
import io.github.batchbench.fake.model.Task;
import io.github.batchbench.fake.model.TaskCounts;
import io.github.batchbench.fake.protocol.batch.schema.Presentation;

/** A task as the service shows it. To be made under the account's lock. */
public final class TaskView {
    private TaskView() {}

    /** The URL of a task. */
    public static String url(String base, String jobId, Task task) {
        return base + "/jobs/" + jobId + "/tasks/" + task.id();
    }

    /** The task, for a client that knows the service by this base URL and asked with this version. */
    public static Document of(Job job, Task task, String base, String version) {
        Document spec = Presentation.of("TaskAddParameter", version).show(task.spec());
        Shape shape = new Shape()
                .put("id", task.id())
                .copy(spec, "displayName")
                .put("url", url(base, job.id(), task))
                .put("eTag", task.revision().eTag())
                .put("creationTime", task.creationTime())
                .put("lastModified", task.revision().lastModified());
        StateView.put(shape, task.lifecycle());
        shape.rest(spec).put("executionInfo", RunView.ofTask(task.run()));
        NodeIdentity node = task.node();
        if (node != null) {
            shape.put("nodeInfo", nodeInfo(node, Directories.ofTask(job, task.id()), base));
        }
        return shape.document();
    }

    /** Where a task ran. */
    static Document nodeInfo(NodeIdentity node, String directory, String base) {
        String url = NodeView.url(base, node);
        return new Shape()
                .put("affinityId", node.affinityId())
                .put("nodeUrl", url)
                .put("poolId", node.poolId())
                .put("nodeId", node.nodeId())
                .put("taskRootDirectory", directory)
                .put("taskRootDirectoryUrl", url + "/files/" + directory)
                .document();
    }

    /** The counts of a job's tasks and of the slots that they take. */
    public static Document counts(TaskCounts ofTasks, TaskCounts ofSlots) {
        return Document.of("taskCounts", counts(ofTasks)).with("taskSlotCounts", counts(ofSlots));
    }

    private static Document counts(TaskCounts counts) {
        return new Shape()
                .put("active", counts.active())
                .put("running", counts.running())
                .put("completed", counts.completed())
                .put("succeeded", counts.succeeded())
                .put("failed", counts.failed())
                .document();
    }
}
