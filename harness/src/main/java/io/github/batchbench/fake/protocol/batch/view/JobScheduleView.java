package io.github.batchbench.fake.protocol.batch.view;

import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.model.Job;
import io.github.batchbench.fake.model.JobSchedule;

/** A job schedule as the service shows it. To be made under the account's lock. */
public final class JobScheduleView {
    private JobScheduleView() {}

    /** The schedule, for a client that knows the service by this base URL and asked with this version. */
    public static Document of(JobSchedule schedule, String base, String version) {
        Document spec = schedule.spec();
        Shape shape = new Shape()
                .put("id", schedule.id())
                .copy(spec, "displayName")
                .put("url", base + "/jobschedules/" + schedule.id())
                .put("eTag", schedule.revision().eTag())
                .put("lastModified", schedule.revision().lastModified())
                .put("creationTime", schedule.creationTime());
        StateView.put(shape, schedule.lifecycle());
        Document executionInfo = executionInfo(schedule, base);
        return shape.copy(spec, "schedule")
                .put(
                        "jobSpecification",
                        specification(spec.object("jobSpecification").orElse(Document.EMPTY), version))
                .copy(spec, "metadata")
                .put("executionInfo", executionInfo.properties().isEmpty() ? null : executionInfo)
                .document();
    }

    private static Document specification(Document job, String version) {
        Shape shape = new Shape().put("priority", job.integer("priority", 0));
        if (Versions.since(version, Versions.PARALLEL_TASKS)) {
            shape.put("maxParallelTasks", job.integer("maxParallelTasks", -1));
        }
        if (Versions.since(version, Versions.PREEMPTION)) {
            shape.put("allowTaskPreemption", job.flag("allowTaskPreemption", false));
        }
        shape.copy(job, "displayName")
                .put("usesTaskDependencies", job.flag("usesTaskDependencies", false))
                .put("onAllTasksComplete", job.string("onAllTasksComplete").orElse("noaction"))
                .put("onTaskFailure", job.string("onTaskFailure").orElse("noaction"))
                .copy(job, "networkConfiguration")
                .put("constraints", Defaults.jobConstraints(job));
        JobView.specialTasks(shape, job, version);
        return shape.copy(job, "commonEnvironmentSettings", "poolInfo", "metadata")
                .document();
    }

    private static Document executionInfo(JobSchedule schedule, String base) {
        Job recent = schedule.recentJob();
        return new Shape()
                .put("nextRunTime", schedule.nextRunTime())
                .put(
                        "recentJob",
                        recent == null
                                ? null
                                : new Shape()
                                        .put("id", recent.id())
                                        .put("url", base + "/jobs/" + recent.id())
                                        .document())
                .put("endTime", schedule.endTime())
                .document();
    }
}
