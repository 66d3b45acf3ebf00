package io.github.batchbench.api;

import java.time.Duration;

/**
 * What guards a live account against what tests make. A fake costs nothing, so its pools keep the size that they were
 * given for as long as the test wants.
 *
 * @param timeToLive after which nobody needs what was made: pools lose their nodes by themselves
 * @param maxNodeMinutes how many minutes of nodes all pools may take in the worst case
 */
public record LiveLimits(Duration timeToLive, long maxNodeMinutes) {}
