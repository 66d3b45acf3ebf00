package io.github.batchbench.fake.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the machine says that its disk is full: Java has no exception for it, only the system's words. */
public final class FullDisk {
    private static final List<String> WORDS =
            List.of("No space left on device", "Disk quota exceeded", "not enough space on the disk");

    private FullDisk() {}

    /** Whether this failure, or one that led to it, is that of a full disk. */
    public static boolean isBehind(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String message = String.valueOf(cause.getMessage());
            if (WORDS.stream().anyMatch(message::contains)) {
                return true;
            }
        }
        return false;
    }
}
