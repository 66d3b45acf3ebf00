package io.github.batchbench.benchmarks.run;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Decides, after each round of forks, whether there is another. */
@FunctionalInterface
public interface MoreForks {
    /** One round and no more. */
    MoreForks NONE = forks -> Optional.empty();

    /**
     * Another round.
     *
     * @param forks a side to add
     * @param includes JMH's patterns of what to run
     */
    record Round(int forks, List<String> includes) {
        /** Copies the list. */
        public Round {
            includes = List.copyOf(includes);
        }
    }

    /** Asks when both reports hold that many forks a side of what was run last; empty to end. */
    Optional<Round> after(int forks) throws IOException;
}
