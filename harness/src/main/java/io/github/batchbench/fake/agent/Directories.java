package io.github.batchbench.fake.agent;

import io.github.batchbench.fake.model.Job;

/** Where things lie on a node, relative to its root. */
public final class Directories {
    /** The start task's folder. */
    public static final String STARTUP = "startup";

    private Directories() {}

    /** The folder of a task (recorded); of a scheduled job {@code workitems/SCHEDULE/JOB/TASK}. */
    public static String ofTask(Job job, String taskId) {
        return ofJob(job) + "/" + taskId;
    }

    /** The folder of a job. */
    public static String ofJob(Job job) {
        int colon = job.id().indexOf(':');
        return colon < 0
                ? "workitems/" + job.id() + "/job-1"
                : "workitems/" + job.id().substring(0, colon) + "/" + job.id().substring(colon + 1);
    }
}
