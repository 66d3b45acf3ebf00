package io.github.batchbench.fake.tls;

import io.github.batchbench.tls.TlsTrust;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;

/**
 * What a server of this machine proves itself with. Immutable.
 */
public final class ServerCertificate {
    /** The names that need no resolver, or none but this machine's own. */
    private static final List<String> HOSTS = List.of("127.0.0.1", "localhost");

    private final ServerKeys keys;
    private final X509Certificate anchor;
    private final String host;

    private ServerCertificate(ServerKeys keys, X509Certificate anchor, String host) {
        this.keys = keys;
        this.anchor = anchor;
        this.host = host;
    }

    /**
     * Reads or makes it.
     *
     * @param names what an issued certificate is for, beside this machine's own names
     * @param more what else an issued certificate may be for, if a client asks for it by name
     * @throws IllegalArgumentException if what the source names cannot be used; the message says what and why
     */
    public static ServerCertificate of(CertificateSource source, Collection<String> names, Predicate<String> more) {
        if (source instanceof CertificateSource.Files files) {
            return own(files.certificate(), files.key());
        }
        CertificateAuthority authority = source instanceof CertificateSource.Folder kept
                ? new AuthorityFolder(kept.folder(), names).open()
                : CertificateAuthority.ofThisProcess(names);
        return new ServerCertificate(
                new IssuedCertificates(authority, names, more), authority.certificate(), HOSTS.get(0));
    }

    private static ServerCertificate own(Path certificateFile, Path keyFile) {
        List<X509Certificate> chain = TlsTrust.read(certificateFile);
        X509Certificate certificate = chain.get(0);
        try {
            certificate.checkValidity();
        } catch (CertificateException e) {
            throw new IllegalArgumentException(
                    "The certificate in " + certificateFile + " is valid from "
                            + certificate.getNotBefore().toInstant() + " to "
                            + certificate.getNotAfter().toInstant() + ", which is not now.",
                    e);
        }
        PrivateKey key = KeyFile.read(keyFile, certificate.getPublicKey());
        requirePair(certificate, key, certificateFile, keyFile);
        String host = HOSTS.stream()
                .filter(name -> isFor(certificate, name))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException(
                                "The certificate in " + certificateFile
                                        + " is for neither 127.0.0.1 nor localhost (subjectAltName), so no client here could trust it."));
        return new ServerCertificate(
                new ServerKeys.Given(new KeyPair(certificate.getPublicKey(), key), chain),
                chain.get(chain.size() - 1),
                host);
    }

    static void requirePair(X509Certificate certificate, PrivateKey key, Path certificateFile, Path keyFile) {
        String algorithm = switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> key.getAlgorithm();
        };
        try {
            byte[] text = {1, 2, 3};
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(key);
            signature.update(text);
            byte[] signed = signature.sign();
            signature.initVerify(certificate.getPublicKey());
            signature.update(text);
            if (signature.verify(signed)) {
                return;
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "The key in " + keyFile + " cannot be used (" + key.getAlgorithm() + "): " + e.getMessage(), e);
        }
        throw new IllegalArgumentException(
                "The key in " + keyFile + " does not belong to the certificate in " + certificateFile + ".");
    }

    private static boolean isFor(X509Certificate certificate, String name) {
        try {
            return Optional.ofNullable(certificate.getSubjectAlternativeNames()).stream()
                    .flatMap(Collection::stream)
                    .anyMatch(entry -> name.equals(entry.get(1)));
        } catch (CertificateParsingException e) {
            return false;
        }
    }

    /** What a client has to trust. */
    public X509Certificate anchor() {
        return anchor;
    }

    /** The name that the server is handed out by: one that its certificate has, and that needs no resolver. */
    public String host() {
        return host;
    }

    /** What a server encrypts with. */
    public SSLContext context() {
        return keys.context();
    }
}
