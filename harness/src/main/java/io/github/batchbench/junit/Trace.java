package io.github.batchbench.junit;

/**
 * Something that a test may have left.
 *
 * @param kind what it is
 * @param name which one, for people; unique in its kind
 */
record Trace(Leftover kind, String name) {
    @Override
    public String toString() {
        return kind.title() + " " + name;
    }
}
