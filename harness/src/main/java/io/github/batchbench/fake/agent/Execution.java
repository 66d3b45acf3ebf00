package io.github.batchbench.fake.agent;

/** A run in progress. */
public interface Execution {
    /**
     * Ends the whole process tree: asked first, then killed. Returns at once; the listener still hears of the end. No
     * effect on a run that has ended.
     */
    void end();

    /** Whether only real time brings it to an end: it is a process. A script ends by the timeline. */
    default boolean takesRealTime() {
        return true;
    }
}
