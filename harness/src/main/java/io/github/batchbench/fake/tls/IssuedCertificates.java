package io.github.batchbench.fake.tls;

import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLEngine;

/**
 * Certificates of an authority: one for all names that are known from the start, and one more for each name that a client
 * asks for later, as no certificate can hold {@code ACCOUNT.*.batch.azure.com}. Thread-safe.
 */
final class IssuedCertificates extends ServerKeys {
    /** The last two are what containers in a virtual machine call this one. */
    private static final List<String> HERE =
            List.of("localhost", "*.localhost", "127.0.0.1", "::1", "host.docker.internal", "host.containers.internal");

    /** Who asks for ever more names gets the usual one. */
    private static final int MOST = 1000;

    private final CertificateAuthority authority;
    private final Predicate<String> more;
    private final Set<String> usual;
    private final Map<String, X509Certificate[]> chains = new ConcurrentHashMap<>();

    IssuedCertificates(CertificateAuthority authority, Collection<String> names, Predicate<String> more) {
        super(CertificateAuthority.newKeys());
        this.authority = authority;
        this.more = more;
        List<String> all = Stream.concat(HERE.stream(), names.stream()).toList();
        this.usual = Set.copyOf(all);
        chains.put(USUAL, issue(all));
    }

    private X509Certificate[] issue(List<String> names) {
        return new X509Certificate[] {authority.issue(keys().getPublic(), names), authority.certificate()};
    }

    @Override
    String alias(SSLEngine engine) {
        if (engine.getHandshakeSession() instanceof ExtendedSSLSession session) {
            for (SNIServerName asked : session.getRequestedServerNames()) {
                if (asked instanceof SNIHostName host) {
                    String name = host.getAsciiName().toLowerCase(Locale.ROOT);
                    if (usual.contains(name)) {
                        return USUAL;
                    }
                    if (more.test(name) && (chains.containsKey(name) || chains.size() < MOST)) {
                        return name;
                    }
                }
            }
        }
        return USUAL;
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
        return chains.computeIfAbsent(alias, name -> issue(List.of(name))).clone();
    }
}
