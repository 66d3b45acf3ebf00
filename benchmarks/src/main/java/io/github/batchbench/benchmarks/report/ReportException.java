package io.github.batchbench.benchmarks.report;

import java.io.Serial;

/** A report that cannot be read; the message says which file, where in it, and what to do. */
public final class ReportException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    /** Without a cause worth showing. */
    public ReportException(String message) {
        super(message);
    }

    /** With the cause kept for a stack trace. */
    public ReportException(String message, Throwable cause) {
        super(message, cause);
    }
}
