package io.github.batchbench.fake.autoscale;

/** A place in a formula, both from 1. */
record Position(int line, int column) {}
