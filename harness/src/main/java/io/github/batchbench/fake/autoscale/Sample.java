package io.github.batchbench.fake.autoscale;

import java.time.Instant;

/** A value of a metric that was measured at some time. */
public record Sample(Instant at, double value) {}
