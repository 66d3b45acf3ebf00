package io.github.batchbench.api;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Who trusts what.
 *
 * @param clients what clients of a fake have to trust, null if it does not serve over TLS
 * @param itself what its nodes and its storage trust, null for what Java trusts
 */
record FakeTrusts(@Nullable FakeTrust clients, @Nullable FakeTrust itself) {
    /**
     * Writes it down.
     *
     * @param anchor what the fake proves itself by, null for nothing
     * @param more what it believes beside that
     * @param folders makes a folder of a name
     */
    static FakeTrusts of(@Nullable X509Certificate anchor, List<X509Certificate> more, Function<String, Path> folders) {
        FakeTrust clients = anchor == null ? null : new FakeTrust(anchor, folders.apply("tls"));
        return new FakeTrusts(
                clients,
                more.isEmpty()
                        ? clients
                        : new FakeTrust(
                                Stream.concat(Stream.ofNullable(anchor), more.stream())
                                        .toList(),
                                folders.apply("trusted")));
    }

    /** How the fake itself connects to others; null for Java's own way. */
    @Nullable
    SSLContext context() {
        return itself == null ? null : itself.context();
    }

    Optional<SSLSocketFactory> sockets() {
        return Optional.ofNullable(context()).map(SSLContext::getSocketFactory);
    }

    /** What programs on its nodes find it by. */
    Map<String, String> variables() {
        return itself == null ? Map.of() : itself.variables();
    }
}
