package io.github.batchbench.fake.autoscale;

/**
 * A statement of a formula.
 *
 * @param variable what is assigned to, empty for a mere expression
 */
record Statement(Position position, String variable, Expression value) {}
