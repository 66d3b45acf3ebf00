package io.github.batchbench.api;

import io.github.batchbench.tls.Pem;
import io.github.batchbench.tls.TlsTrust;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;

/**
 * What a client of a fake has to trust: what Java trusts anyway, and the fake's own certificate. Its files are made when
 * they are first asked for, and go with the fake. Thread-safe.
 */
public final class FakeTrust {
    /** Of the trust store, which holds nothing secret; Java's own has the same. */
    public static final String PASSWORD = "changeit";

    private final List<X509Certificate> certificates;
    private final Path folder;
    private final TlsTrust tls;
    private boolean written;

    FakeTrust(X509Certificate certificate, Path folder) {
        this(List.of(certificate), folder);
    }

    /** More than one: whom the fake itself trusts. */
    FakeTrust(List<X509Certificate> certificates, Path folder) {
        this.certificates = List.copyOf(certificates);
        this.folder = folder;
        this.tls = TlsTrust.of(certificates);
    }

    /** The fake's own certificate authority, or the last of the certificates that it was given. */
    public X509Certificate certificate() {
        return certificates.get(0);
    }

    TlsTrust tls() {
        return tls;
    }

    /** For clients: {@code HttpClient.newBuilder().sslContext(…)}. */
    public SSLContext context() {
        return tls.context();
    }

    /** {@link #certificate} as PEM. */
    public Path caFile() {
        return file("ca.pem");
    }

    /** What Java trusts and {@link #certificate}, as PEM: for programs that take a file in place of the system's. */
    public Path bundleFile() {
        return file("bundle.pem");
    }

    /** The same as a PKCS #12 trust store, for {@code -Djavax.net.ssl.trustStore}; its password is {@link #PASSWORD}. */
    public Path trustStoreFile() {
        return file("truststore.p12");
    }

    /** The variables by which OpenSSL, Python, Node, Go, curl and .NET find these files. */
    public Map<String, String> variables() {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("SSL_CERT_FILE", bundleFile().toString());
        variables.put("REQUESTS_CA_BUNDLE", bundleFile().toString());
        variables.put("CURL_CA_BUNDLE", bundleFile().toString());
        variables.put("NODE_EXTRA_CA_CERTS", caFile().toString());
        return variables;
    }

    private synchronized Path file(String name) {
        if (!written) {
            write();
            written = true;
        }
        return folder.resolve(name);
    }

    private void write() {
        try {
            Files.writeString(folder.resolve("ca.pem"), Pem.text(certificates), StandardCharsets.US_ASCII);
            Files.writeString(folder.resolve("bundle.pem"), Pem.text(tls.certificates()), StandardCharsets.US_ASCII);
            try (OutputStream out = Files.newOutputStream(folder.resolve("truststore.p12"))) {
                tls.store().store(out, PASSWORD.toCharArray());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write certificates to " + folder, e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK can write PKCS #12.", e);
        }
    }
}
