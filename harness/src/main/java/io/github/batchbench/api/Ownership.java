package io.github.batchbench.api;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The marks on everything that a run makes: whose it is, and from when on nobody needs it. The names fit the rules for
 * metadata of pools, jobs and containers alike.
 *
 * @param owner who asked for the run
 * @param run the run's id
 * @param created when it began
 * @param expires when it is over for sure
 */
public record Ownership(String owner, String run, Instant created, Instant expires) {
    private static final String OWNER = "batchbench_owner";
    private static final String RUN = "batchbench_run";
    private static final String CREATED = "batchbench_created";
    private static final String EXPIRES = "batchbench_expires";

    /** The marks as metadata. */
    public Map<String, String> metadata() {
        return Map.of(OWNER, owner, RUN, run, CREATED, created.toString(), EXPIRES, expires.toString());
    }

    /** Reads the marks; nothing if one is missing or not as we write it, for then it is not ours to touch. */
    static Optional<Ownership> of(Map<String, String> metadata) {
        String owner = metadata.get(OWNER);
        String run = metadata.get(RUN);
        String created = metadata.get(CREATED);
        String expires = metadata.get(EXPIRES);
        if (owner == null || run == null || created == null || expires == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Ownership(owner, run, Instant.parse(created), Instant.parse(expires)));
        } catch (DateTimeException foreign) {
            return Optional.empty();
        }
    }
}
