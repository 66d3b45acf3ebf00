package io.github.batchbench.benchmarks;

/** Where the time of a run of the nine steps goes. */
enum Phase {
    /** From the first step to when the last output is here; what follows is cleaning up. */
    FIRST_STEP_TO_LAST_OUTPUT("firstStepToLastOutput"),

    /** Making the containers. */
    CREATE_CONTAINERS("createContainers"),

    /** Of the program and the inputs, and choosing an image. */
    UPLOAD("upload"),

    /** Asking for the pool. */
    ASK_FOR_POOL("askForPool"),

    /** Making the job and adding the tasks. */
    JOB_AND_TASKS("jobAndTasks"),

    /** From the pool's creation until a node is allocated, on average. */
    POOL_ALLOCATION("poolAllocation"),

    /** From a node's allocation until its start task starts, on average. */
    BOOT("boot"),

    /** Of a node, on average. */
    START_TASK("startTask"),

    /** From asking for the pool to the first task's start: all of the above, the job, and adding tasks. */
    POOL_TO_FIRST_TASK("poolToFirstTask"),

    /** How long a task waits after the first has started, on average. */
    QUEUEING("queueing"),

    /** From the first task's start to the last one's end. */
    RUNNING("running"),

    /** From the last task's end until the client knows. */
    NOTICING("noticing"),

    /** Of the outputs. */
    DOWNLOAD("download"),

    /** Of containers, job and pool, until they are gone. */
    CLEAN_UP("cleanUp");

    private final String metric;

    Phase(String metric) {
        this.metric = metric;
    }

    /** What the report calls it. */
    String metric() {
        return metric;
    }
}
