package io.github.batchbench.fake.model;

/** Counts the tasks of a job, or the slots that they take, by state. Guarded by the account's lock. */
final class TaskTally {
    private long active;
    private long running;
    private long succeeded;
    private long failed;

    /** So many more of the state that the task is in. */
    void add(Task task, long more) {
        switch (task.state()) {
            case ACTIVE -> active += more;
            case PREPARING, RUNNING -> running += more;
            case COMPLETED -> {
                if (task.succeeded()) {
                    succeeded += more;
                } else {
                    failed += more;
                }
            }
        }
    }

    void addActive(long more) {
        active += more;
    }

    TaskCounts counts() {
        return new TaskCounts(active, running, succeeded, failed);
    }
}
