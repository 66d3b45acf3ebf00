package io.github.batchbench.fake.autoscale;

import io.github.batchbench.fake.autoscale.Lexer.Position;

/**
 * A formula that cannot be read or evaluated. The message is as the service words it: {@code Line 1, Col 1: Undefined
 * symbol: something_useless} (recorded).
 */
public final class FormulaException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean samplesLack;

    FormulaException(Position position, String what) {
        this(position, what, false);
    }

    private FormulaException(Position position, String what, boolean samplesLack) {
        super("Line " + position.line() + ", Col " + position.column() + ": " + what);
        this.samplesLack = samplesLack;
    }

    /** The formula asks for more samples than there are. */
    static FormulaException insufficientSamples(Position position, String what) {
        return new FormulaException(position, what, true);
    }

    /** Whether the formula is right and only asks for more samples than there are. */
    public boolean samplesLack() {
        return samplesLack;
    }

    /** The message, never null. */
    public String text() {
        return String.valueOf(getMessage());
    }
}
