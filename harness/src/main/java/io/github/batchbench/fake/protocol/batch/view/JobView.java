package io.github.batchbench.fake.protocol.batch.view;

import io.github.batchbench.fake.agent.Directories;
import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.model.FailureInfo;
import io.github.batchbench.fake.model.Job;
import io.github.batchbench.fake.model.JobNodeRuns;
import io.github.batchbench.fake.model.RunInfo;
import io.github.batchbench.fake.protocol.batch.schema.Presentation;

/** A job as the service shows it. To be made under the account's lock. */
public final class JobView {
    private JobView() {}

    /** The job, for a client that knows the service by this base URL and asked with this version. */
    public static Document of(Job job, String base, String version) {
        Document spec = specification("JobAddParameter", job.spec(), version);
        Shape shape = new Shape()
                .put("id", job.id())
                .copy(spec, "displayName")
                .put("url", base + "/jobs/" + job.id())
                .put("eTag", job.revision().eTag())
                .put("lastModified", job.revision().lastModified())
                .put("creationTime", job.creationTime());
        StateView.put(shape, job.lifecycle());
        return shape.rest(spec).put("executionInfo", executionInfo(job)).document();
    }

    /**
     * A job's specification, its own or a schedule's. What the facts cannot say: the manager inherits the job's retry
     * count, and an auto pool is shown as a pool is.
     */
    static Document specification(String type, Document spec, String version) {
        int retries = spec.object("constraints")
                .map(constraints -> constraints.integer("maxTaskRetryCount", 0))
                .orElse(0);
        Document filled = spec.mapObject(
                        "jobManagerTask",
                        manager -> manager.with(
                                "constraints",
                                manager.object("constraints")
                                        .orElse(Document.EMPTY)
                                        .withDefault("maxTaskRetryCount", (long) retries)))
                .mapObject(
                        "poolInfo",
                        info -> info.mapObject(
                                "autoPoolSpecification",
                                automatic -> automatic.mapObject("pool", pool -> PoolView.filled(pool, version))));
        return Presentation.of(type, version).show(filled);
    }

    private static Document executionInfo(Job job) {
        FailureInfo error = job.schedulingError();
        return new Shape()
                .put("startTime", job.startTime())
                .put("endTime", job.endTime())
                .put("poolId", job.poolId().isEmpty() ? null : job.poolId())
                .put("schedulingError", error == null ? null : RunView.failure(error))
                .put("terminateReason", job.terminateReason())
                .document();
    }

    /** How a job's preparation and release task went on one node. */
    public static Document specialTaskStatus(Job job, JobNodeRuns runs, String base) {
        Shape shape = new Shape()
                .put("poolId", runs.node().poolId())
                .put("nodeId", runs.node().nodeId())
                .put("nodeUrl", NodeView.url(base, runs.node()));
        RunInfo preparation = runs.preparation();
        if (preparation != null) {
            shape.put(
                    "jobPreparationTaskExecutionInfo",
                    specialRun(job, runs, preparation, "jobPreparationTask", "jobpreparation", base));
        }
        RunInfo release = runs.release();
        if (release != null) {
            shape.put(
                    "jobReleaseTaskExecutionInfo",
                    specialRun(job, runs, release, "jobReleaseTask", "jobrelease", base)
                            .without("retryCount"));
        }
        return shape.document();
    }

    private static Document specialRun(
            Job job, JobNodeRuns runs, RunInfo run, String task, String otherwise, String base) {
        String id = job.spec().object(task).flatMap(spec -> spec.string("id")).orElse(otherwise);
        Document place = TaskView.nodeInfo(runs.node(), Directories.ofTask(job, id), base);
        Document folder = new Shape()
                .copy(place, "taskRootDirectory", "taskRootDirectoryUrl")
                .document();
        return RunView.withState(run, folder);
    }
}
