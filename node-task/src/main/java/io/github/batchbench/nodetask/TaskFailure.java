package io.github.batchbench.nodetask;

/** Ends the program with an exit code and one line for people; the message holds no secret. */
final class TaskFailure extends Exception {
    private static final long serialVersionUID = 1;

    private final ExitCode code;

    TaskFailure(ExitCode code, String message) {
        super(message);
        this.code = code;
    }

    ExitCode code() {
        return code;
    }
}
