package io.github.batchbench.fake.autoscale;

/** A word of a formula. */
record Token(Kind kind, String text, Position position) {
    /** What a word is. */
    enum Kind {
        NUMBER,
        STRING,
        NAME,
        SYMBOL,
        END
    }

    boolean is(String symbol) {
        return kind == Kind.SYMBOL && text.equals(symbol);
    }
}
