package io.github.batchbench.api;

/** The nine steps. */
public enum Step {
    /** The containers for the program, the inputs and the outputs. */
    CREATE_CONTAINERS(1, "Create containers"),
    /** The program and the inputs, each with a signature that lets a node read it. */
    UPLOAD(2, "Upload the program and the inputs"),
    /** The pool whose start task puts the program on each node. */
    CREATE_POOL(3, "Create the pool"),
    /** The job on that pool. */
    CREATE_JOB(4, "Create the job"),
    /** One task for each input. */
    ADD_TASKS(5, "Add the tasks"),
    /** Until all tasks are over, or the time is up. */
    WAIT(6, "Wait for the tasks"),
    /** What the tasks have uploaded. */
    DOWNLOAD(7, "Download the outputs"),
    /** Once no node reads from them any more. */
    DELETE_CONTAINERS(8, "Delete the containers"),
    /** Unless they are to be kept. */
    DELETE_JOB_AND_POOL(9, "Delete the job and the pool");

    private final int number;
    private final String title;

    Step(int number, String title) {
        this.number = number;
        this.title = title;
    }

    /** What is done, for people. */
    public String title() {
        return title;
    }

    /** From 1 to 9. */
    public int number() {
        return number;
    }
}
