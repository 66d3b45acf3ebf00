package io.github.batchbench.cli;

/** What the program's exit code says. The numbers are a contract: scripts decide by them. */
enum ExitCode {
    SUCCESS(0, "everything went well; for run: every task succeeded"),
    INTERNAL(1, "an error of batchbench itself"),
    USAGE(2, "wrong, missing or contradictory arguments"),
    INPUT(3, "an input or an output cannot be used"),
    TASK_FAILED(4, "a task failed"),
    TIMEOUT(5, "tasks were not over in time"),
    SERVICE(6, "the service refused something, could not be reached, or gave the pool no usable node"),
    LEFT_BEHIND(7, "the work is done, but something could not be deleted"),
    LIMIT(8, "the run might take more than it may, or than the account has left; nothing was created"),
    INTERRUPTED(130, "ended by Ctrl-C, after cleaning up; 143 by TERM, 129 by HUP");

    private final int number;
    private final String meaning;

    ExitCode(int number, String meaning) {
        this.number = number;
        this.meaning = meaning;
    }

    int number() {
        return number;
    }

    String meaning() {
        return meaning;
    }
}
