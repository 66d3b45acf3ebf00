package io.github.batchbench.fake.autoscale;

/**
 * A formula that cannot be read or evaluated. The message is as the service words it: {@code Line 1, Col 1: Undefined
 * symbol: something_useless} (recorded).
 */
public final class FormulaException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    FormulaException(Position position, String what) {
        super("Line " + position.line() + ", Col " + position.column() + ": " + what);
    }

    /** The message, never null. */
    public String text() {
        return String.valueOf(getMessage());
    }
}
