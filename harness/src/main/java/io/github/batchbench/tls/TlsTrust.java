package io.github.batchbench.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Trusts the certificates that Java trusts anyway, and others beside them. Immutable. */
public final class TlsTrust {
    private final List<X509Certificate> own;
    private final X509TrustManager manager;
    private final SSLContext context;

    private TlsTrust(List<X509Certificate> own) {
        this.own = List.copyOf(own);
        this.manager = manager(store());
        this.context = context(manager);
    }

    private static final class Javas {
        private static final List<X509Certificate> CERTIFICATES =
                List.of(manager(null).getAcceptedIssuers());
    }

    /** Trusts these certificates too. */
    public static TlsTrust of(Collection<X509Certificate> certificates) {
        return new TlsTrust(List.copyOf(certificates));
    }

    /**
     * Trusts the certificates of a file too.
     *
     * @param file PEM
     * @throws IllegalArgumentException if it cannot be read, or has none; the message says which
     */
    public static TlsTrust ofPem(Path file) {
        return of(read(file));
    }

    /**
     * The certificates of a PEM file, at least one.
     *
     * @throws IllegalArgumentException if it cannot be read, or has none; the message says which
     */
    public static List<X509Certificate> read(Path file) {
        List<X509Certificate> found;
        try {
            found =
                    CertificateFactory.getInstance("X.509")
                            .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(file)))
                            .stream()
                            .map(X509Certificate.class::cast)
                            .toList();
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "The file " + file + " cannot be read: " + e.getClass().getSimpleName() + ".", e);
        } catch (CertificateException e) {
            throw new IllegalArgumentException("The file " + file + " has no certificate in PEM.", e);
        }
        if (found.isEmpty()) {
            throw new IllegalArgumentException("The file " + file + " has no certificate in PEM.");
        }
        return found;
    }

    /** All that is trusted, the certificates beside Java's first. */
    public List<X509Certificate> certificates() {
        return Stream.concat(own.stream(), Javas.CERTIFICATES.stream()).toList();
    }

    /** The same as a trust store without a password; a new one each time. */
    public KeyStore store() {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            int number = 0;
            for (X509Certificate certificate : certificates()) {
                store.setCertificateEntry("trusted-" + number++, certificate);
            }
            return store;
        } catch (GeneralSecurityException | IOException e) {
            throw impossible(e);
        }
    }

    /** Whom a client believes. */
    public X509TrustManager manager() {
        return manager;
    }

    /** For clients: {@code HttpClient.newBuilder().sslContext(…)}. */
    public SSLContext context() {
        return context;
    }

    private static X509TrustManager manager(@Nullable KeyStore store) {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            return (X509TrustManager) factory.getTrustManagers()[0];
        } catch (GeneralSecurityException e) {
            throw impossible(e);
        }
    }

    private static SSLContext context(X509TrustManager manager) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {manager}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw impossible(e);
        }
    }

    private static IllegalStateException impossible(Exception e) {
        return new IllegalStateException("Every JDK has TLS.", e);
    }
}
