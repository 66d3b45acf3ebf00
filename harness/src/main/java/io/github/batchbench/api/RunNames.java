package io.github.batchbench.api;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;

/**
 * The names of what one run makes. No two runs share them, so runs do not collide and their traces can be told apart.
 *
 * @param runId for example {@code bb-20261123-134501-k3f9a2}; fits both services' rules for names
 * @param created when the run began
 */
public record RunNames(String runId, Instant created) {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int RANDOM_DIGITS = 6;
    private static final int RADIX = 36;

    /** Names for what begins now. */
    public static RunNames at(Instant now) {
        StringBuilder digits = new StringBuilder();
        for (int i = 0; i < RANDOM_DIGITS; i++) {
            digits.append(Character.forDigit(RANDOM.nextInt(RADIX), RADIX));
        }
        return new RunNames("bb-" + TIME.format(now) + "-" + digits, now);
    }

    String applicationContainer() {
        return runId + "-application";
    }

    String inputContainer() {
        return runId + "-input";
    }

    String outputContainer() {
        return runId + "-output";
    }

    String pool() {
        return runId + "-pool";
    }

    String job() {
        return runId + "-job";
    }

    /** Whose it is and until when. */
    public Map<String, String> metadata(String owner, Duration timeToLive) {
        return new Ownership(owner, runId, created, created.plus(timeToLive)).metadata();
    }
}
