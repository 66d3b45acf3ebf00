package io.github.batchbench.fake.subscription;

import org.jspecify.annotations.Nullable;

/**
 * Whether an account may have a name.
 *
 * @param reason why not, as the service calls it; null if it may
 * @param message the same in words
 */
public record NameCheck(@Nullable String reason, @Nullable String message) {
    /** Nobody has it. */
    public static final NameCheck AVAILABLE = new NameCheck(null, null);

    static NameCheck taken(String message) {
        return new NameCheck("AlreadyExists", message);
    }

    static NameCheck invalid(String message) {
        return new NameCheck("Invalid", message);
    }
}
