package io.github.batchbench.fake.history;

/** What happens in an account, by the names that Azure's metrics and diagnostic logs of Batch have for it. */
public enum EventKind {
    /** A pool has been made. */
    POOL_CREATE("PoolCreateEvent", true, false),
    /** A pool begins to get to another size. */
    POOL_RESIZE_START("PoolResizeStartEvent", true, false),
    /** A resize is over, well or not. */
    POOL_RESIZE_COMPLETE("PoolResizeCompleteEvent", true, false),
    /** A pool's formula has been evaluated. Azure logs it and does not count it. */
    POOL_AUTO_SCALE("PoolAutoScaleEvent", true, false),
    /** A pool is being deleted. */
    POOL_DELETE_START("PoolDeleteStartEvent", true, false),
    /** A pool is gone. */
    POOL_DELETE_COMPLETE("PoolDeleteCompleteEvent", true, false),
    /** A job has been made, and takes tasks. */
    JOB_START("JobStartEvent", false, true),
    /** A job is being disabled. */
    JOB_DISABLE_START("JobDisableStartEvent", false, true),
    /** A job is disabled. */
    JOB_DISABLE_COMPLETE("JobDisableCompleteEvent", false, true),
    /** A job is being ended. */
    JOB_TERMINATE_START("JobTerminateStartEvent", false, true),
    /** A job is over. */
    JOB_TERMINATE_COMPLETE("JobTerminateCompleteEvent", false, true),
    /** A job is being deleted. */
    JOB_DELETE_START("JobDeleteStartEvent", false, true),
    /** A job is gone. */
    JOB_DELETE_COMPLETE("JobDeleteCompleteEvent", false, true),
    /** A task has been given a node, or is tried again there. */
    TASK_START("TaskStartEvent", true, true),
    /** A task is over, well or not. */
    TASK_COMPLETE("TaskCompleteEvent", true, true),
    /** A task is over and has failed; comes after {@link #TASK_COMPLETE}. */
    TASK_FAIL("TaskFailEvent", true, true),
    /** A task has gone back to the queue from a node. */
    TASK_REQUEUE("TaskRequeueEvent", true, true),
    /** A task could not be started on the node that it was given. */
    TASK_SCHEDULE_FAIL("TaskScheduleFailEvent", true, true);

    private final String azureName;
    private final boolean ofPool;
    private final boolean ofJob;

    EventKind(String azureName, boolean ofPool, boolean ofJob) {
        this.azureName = azureName;
        this.ofPool = ofPool;
        this.ofJob = ofJob;
    }

    /** Azure's name. */
    public String azureName() {
        return azureName;
    }

    /** Whether Azure counts it. */
    public boolean isMetric() {
        return this != POOL_AUTO_SCALE;
    }

    /** Whether Azure tells pools apart in it. */
    public boolean ofPool() {
        return ofPool;
    }

    /** Whether Azure tells jobs apart in it. */
    public boolean ofJob() {
        return ofJob;
    }
}
