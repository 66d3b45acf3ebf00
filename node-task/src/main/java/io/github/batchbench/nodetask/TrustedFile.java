package io.github.batchbench.nodetask;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/** The file of certificates that OpenSSL's programs trust, which Java does not ask for by itself. */
final class TrustedFile {
    private static final String VARIABLE = "SSL_CERT_FILE";

    private TrustedFile() {}

    /**
     * Trusts what the file has that the environment names; empty if it names none.
     *
     * @throws IOException if it cannot be read
     */
    static Optional<SSLSocketFactory> ofEnvironment(Map<String, String> environment) throws IOException {
        String file = environment.getOrDefault(VARIABLE, "");
        if (file.isBlank()) {
            return Optional.empty();
        }
        try {
            TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(store(Path.of(file)));
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers.getTrustManagers(), null);
            return Optional.of(context.getSocketFactory());
        } catch (GeneralSecurityException e) {
            throw new IOException("The certificates of " + VARIABLE + " cannot be used: " + e.getMessage(), e);
        }
    }

    private static KeyStore store(Path file) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        try (InputStream in = Files.newInputStream(file)) {
            int number = 0;
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("trusted-" + number++, certificate);
            }
        }
        return store;
    }
}
