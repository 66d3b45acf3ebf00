package io.github.batchbench.fake.server;

import java.util.Locale;
import java.util.regex.Pattern;

/** What a client on this machine writes into {@code Host}. A rebound DNS name does not look like this. */
final class LoopbackNames {
    private static final Pattern NAMES =
            Pattern.compile("(([a-z0-9-]+\\.)*localhost|127(\\.\\d{1,3}){3}|\\[::1])\\.?(:\\d{1,5})?");

    private LoopbackNames() {}

    /** Whether a {@code Host} header names this machine's loopback. */
    static boolean contains(String hostHeader) {
        return NAMES.matcher(hostHeader.trim().toLowerCase(Locale.ROOT)).matches();
    }
}
