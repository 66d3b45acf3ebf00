package io.github.batchbench.fake.blob;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The tier of a block blob. An archived blob cannot be read; raising it takes hours of the account's clock.
 *
 * @param inferred whether it is the account's default and nobody set it
 * @param changed when it was last set, null if never after the creation
 * @param rehydration where it is on its way to, null if it stays
 */
public record AccessTier(
        String name,
        boolean inferred,
        @Nullable Instant changed,
        @Nullable Rehydration rehydration) {
    /** What a block blob has as long as nobody sets another. */
    public static final AccessTier DEFAULT = new AccessTier("Hot", true, null, null);

    private static final List<String> NAMES = List.of("Hot", "Cool", "Cold", "Archive");

    /** How fast a blob is raised: the service's documented bounds, in which it may be faster. */
    public enum Priority {
        /** Up to 15 hours. */
        STANDARD("Standard", Duration.ofHours(15)),
        /** Under an hour for blobs of less than 10 GB. */
        HIGH("High", Duration.ofHours(1));

        private final String wireName;
        private final Duration takes;

        Priority(String wireName, Duration takes) {
            this.wireName = wireName;
            this.takes = takes;
        }

        /** The name as the service writes it. */
        public String wireName() {
            return wireName;
        }
    }

    /**
     * A blob's way out of the archive.
     *
     * @param target the tier that it will have
     * @param done when
     */
    public record Rehydration(String target, Priority priority, Instant done) {}

    /** The service's spelling of a tier's name, empty if there is no such tier. */
    public static Optional<String> named(String name) {
        return NAMES.stream().filter(name::equalsIgnoreCase).findFirst();
    }

    static AccessTier set(String name, @Nullable Instant changed) {
        return new AccessTier(name, false, changed, null);
    }

    /** The tier as it is at a time. */
    AccessTier at(Instant now) {
        return rehydration == null || now.isBefore(rehydration.done())
                ? this
                : set(rehydration.target(), rehydration.done());
    }

    /** What a client's wish makes of it; the tier given is as of now. */
    AccessTier changedTo(String wanted, Priority priority, Instant now) {
        if (rehydration != null) {
            boolean faster = wanted.equals(rehydration.target()) && priority == Priority.HIGH;
            if (!faster) {
                throw BlobError.BLOB_BEING_REHYDRATED.exception();
            }
        }
        if (!archived() || wanted.equals(name)) {
            return set(wanted, now);
        }
        return new AccessTier(name, false, changed, new Rehydration(wanted, priority, now.plus(priority.takes)));
    }

    boolean archived() {
        return name.equals("Archive");
    }
}
