package io.github.batchbench.fake.runs;

import io.github.batchbench.fake.agent.Assignment;
import io.github.batchbench.fake.agent.Directories;
import io.github.batchbench.fake.model.ComputeNode;
import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.model.Job;
import io.github.batchbench.fake.model.Pool;
import java.util.LinkedHashMap;
import java.util.List;
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
                environment(spec.objects("environmentSettings")),
                context(pool, null));
    }

    /** A run of a job's: task, preparation or release. Settings of the task win over the job's common ones. */
    static Assignment ofJob(Assignment.Kind kind, Pool pool, Job job, ComputeNode node, String id, Document spec) {
        Map<String, String> environment = environment(job.spec().objects("commonEnvironmentSettings"));
        environment.putAll(environment(spec.objects("environmentSettings")));
        String preparation = job.spec().has("jobPreparationTask")
                ? Directories.ofTask(job, PreparationAndRelease.preparationId(job))
                : null;
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
                        context.jobPreparationDirectory(), instances, context.poolPackages(), context.containers()));
    }

    private static Assignment.Context context(Pool pool, @Nullable String preparation) {
        Document containers = pool.spec()
                .object("virtualMachineConfiguration")
                .flatMap(machine -> machine.object("containerConfiguration"))
                .orElse(null);
        return new Assignment.Context(
                preparation, null, pool.spec().objects("applicationPackageReferences"), containers);
    }

    private static Map<String, String> environment(List<Document> settings) {
        Map<String, String> environment = new LinkedHashMap<>();
        for (Document setting : settings) {
            environment.put(
                    setting.string("name").orElse(""), setting.string("value").orElse(""));
        }
        return environment;
    }
}
