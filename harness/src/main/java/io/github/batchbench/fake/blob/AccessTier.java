package io.github.batchbench.fake.blob;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The tier of a block blob. An archived blob cannot be read; raising it takes no time here.
 *
 * @param inferred whether it is the account's default and nobody set it
 * @param changed when it was last set, null if never after the creation
 */
public record AccessTier(
        String name, boolean inferred, @Nullable Instant changed) {
    /** The account's default. */
    static final AccessTier DEFAULT = new AccessTier("Hot", true, null);

    private static final List<String> NAMES = List.of("Hot", "Cool", "Cold", "Archive");

    /** The service's spelling of a tier's name, empty if there is no such tier. */
    public static Optional<String> named(String name) {
        return NAMES.stream().filter(name::equalsIgnoreCase).findFirst();
    }

    boolean archived() {
        return name.equals("Archive");
    }
}
