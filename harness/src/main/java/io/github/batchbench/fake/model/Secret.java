package io.github.batchbench.fake.model;

/**
 * A text that a client sent and never sees again, such as a registry's password: nodes need it, answers leave it out, and
 * nobody prints it by mistake.
 *
 * @param value the text itself
 */
public record Secret(String value) {
    /** Without the text. */
    @Override
    public String toString() {
        return "(secret)";
    }
}
