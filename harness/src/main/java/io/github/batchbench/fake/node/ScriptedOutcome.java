package io.github.batchbench.fake.node;

import io.github.batchbench.fake.agent.Outcome;
import java.time.Duration;
import java.util.Map;

/**
 * How a run goes that is played and not run.
 *
 * @param duration how long it takes on the fake's clock
 * @param outcome how it ends
 * @param files what it leaves behind, by path in the task's folder
 */
public record ScriptedOutcome(Duration duration, Outcome outcome, Map<String, byte[]> files) {}
