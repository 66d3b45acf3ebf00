package io.github.batchbench.junit;

/** What a test can leave behind. */
public enum Leftover {
    /** A job schedule that is not being deleted. */
    JOB_SCHEDULE("job schedule"),
    /** A job that is not being deleted, completed or not. */
    JOB("job"),
    /** A pool that is not being deleted. */
    POOL("pool"),
    /** A storage container. */
    CONTAINER("container"),
    /** A process that the JVM has started and that is no task of a fake. */
    PROCESS("process"),
    /** The temporary folder of a fake that was started and not closed. */
    FOLDER("temporary folder"),
    /** A thread that keeps the JVM alive, that is, no daemon. */
    THREAD("thread");

    private final String title;

    Leftover(String title) {
        this.title = title;
    }

    /** The word for people. */
    String title() {
        return title;
    }
}
