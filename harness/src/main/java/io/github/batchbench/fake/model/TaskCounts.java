package io.github.batchbench.fake.model;

/**
 * How many tasks of a job, or slots that they take, are in which state. {@code running} counts preparing ones too.
 */
public record TaskCounts(long active, long running, long succeeded, long failed) {
    /** No tasks. */
    public static final TaskCounts NONE = new TaskCounts(0, 0, 0, 0);

    /** Those that succeeded and those that failed. */
    public long completed() {
        return succeeded + failed;
    }

    /** With so many more active ones. */
    TaskCounts plusActive(long more) {
        return new TaskCounts(active + more, running, succeeded, failed);
    }

    /** With so many more of the state that the task is in. */
    TaskCounts plus(Task task, long more) {
        return switch (task.state()) {
            case ACTIVE -> plusActive(more);
            case PREPARING, RUNNING -> new TaskCounts(active, running + more, succeeded, failed);
            case COMPLETED ->
                task.succeeded()
                        ? new TaskCounts(active, running, succeeded + more, failed)
                        : new TaskCounts(active, running, succeeded, failed + more);
        };
    }
}
