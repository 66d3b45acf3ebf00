package io.github.batchbench.fake.protocol.batch.view;

/** Versions in which the shape of answers changed otherwise than by a property that came or went. */
final class Versions {
    /** The endpoint of remote login has another name; guessed from two recordings, of 2023-05 and later. */
    static final String SSH_ENDPOINT = "2023-11-01.18.0";

    /** The ports of remote login are not mapped any more unless a NAT pool does (documented, and recorded). */
    static final String NO_LOGIN_ENDPOINT = "2024-07-01.20.0";

    /** The version from which a data disk's storage is named within {@code managedDisk}. */
    static final String CURRENT = "2025-06-01";

    private Versions() {}

    static boolean since(String version, String first) {
        return version.compareTo(first) >= 0;
    }
}
