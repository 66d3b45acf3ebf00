package io.github.batchbench.fake.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A check whose facts may be behind the service's, because they are lists that grow: it can be lifted by name, and its
 * refusals say so.
 */
public enum ValidationRule {
    /** A pool's {@code vmSize} is a size that Batch is known to offer. */
    VM_SIZES,
    /** A pool's image is of a family that Batch ever verified. */
    IMAGES,
    /** A pool's node agent is the one of its image. */
    NODE_AGENTS,
    /** A task's exit options have a {@code jobAction} only where the job asks for it. */
    EXIT_JOB_ACTIONS,
    /** A node has at most four task slots for each core of its size. */
    TASK_SLOTS,
    /** What needs a managed identity is refused to a pool without one. */
    POOL_IDENTITIES;

    /** The name on the command line, for example {@code vm-sizes}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The rule of this name.
     *
     * @throws IllegalArgumentException if there is none; the message lists them
     */
    public static ValidationRule of(String word) {
        return Arrays.stream(values())
                .filter(rule -> rule.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no rule '" + word
                        + "' to be lenient about, only "
                        + Arrays.stream(values()).map(ValidationRule::word).collect(Collectors.joining(", "))));
    }
}
