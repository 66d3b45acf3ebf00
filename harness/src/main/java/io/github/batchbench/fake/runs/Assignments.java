package io.github.batchbench.fake.runs;

import io.github.batchbench.fake.agent.Assignment;
import io.github.batchbench.fake.agent.Directories;
import io.github.batchbench.fake.model.ComputeNode;
import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.model.Job;
import io.github.batchbench.fake.model.Pool;
import io.github.batchbench.fake.model.PoolSpec;
import io.github.batchbench.fake.model.TaskSpec;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts together what a node needs to know for a run. */
final class Assignments {
    private Assignments() {}

    static Assignment startTask(Pool pool, ComputeNode node, Document spec) {
        return new Assignment(
                Assignment.Kind.START_TASK,
                node.identity(),
                null,
                null,
                Directories.STARTUP,
                spec,
                new TaskSpec(spec).environment(),
                context(pool, null));
    }

    /** A run of a job's: task, preparation or release. Settings of the task win over the job's common ones. */
    static Assignment ofJob(Assignment.Kind kind, Pool pool, Job job, ComputeNode node, String id, Document spec) {
        Map<String, String> environment = job.settings().environment();
        environment.putAll(new TaskSpec(spec).environment());
        String preparation = job.settings()
                .preparation()
                .map(task -> Directories.ofTask(job, task.id()))
                .orElse(null);
        return new Assignment(
                kind,
                node.identity(),
                job.id(),
                id,
                Directories.ofTask(job, id),
                spec,
                environment,
                context(pool, preparation));
    }

    /** The same assignment as one of several instances, in this folder. */
    static Assignment instance(Assignment whole, String directory, Document spec, Assignment.Instances instances) {
        Assignment.Context context = whole.context();
        return new Assignment(
                whole.kind(),
                whole.node(),
                whole.jobId(),
                whole.taskId(),
                directory,
                spec,
                whole.environment(),
                new Assignment.Context(
                        context.jobPreparationDirectory(),
                        instances,
                        context.poolPackages(),
                        context.containers(),
                        context.userAccounts()));
    }

    private static Assignment.Context context(Pool pool, @Nullable String preparation) {
        PoolSpec settings = pool.settings();
        return new Assignment.Context(
                preparation, null, settings.packages(), settings.containers(), settings.userAccounts());
    }
}
