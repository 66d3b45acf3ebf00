package io.github.batchbench.fake.tls;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * Signs certificates for names of this machine and of Azure's Batch and Blob endpoints, and for nothing else, unless it is made for
 * more: a client that trusts it trusts it for no other name. Thread-safe.
 */
final class CertificateAuthority {
    private static final List<String> PERMITTED_DOMAINS = List.of(
            "localhost",
            "host.docker.internal",
            "host.containers.internal",
            "batch.azure.com",
            "blob.core.windows.net");
    private static final List<String> PERMITTED_ADDRESSES = List.of("127.0.0.0/8", "::1/128");

    private static final Duration LIFE = Duration.ofDays(3650);
    /** Apple's systems take no more than 825. */
    private static final Duration LEAF_LIFE = Duration.ofDays(365);

    /** Clocks differ, those of virtual machines and containers too. */
    private static final Duration BEFORE = Duration.ofDays(1);

    private static final int SERIAL_BITS = 127;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final X509Certificate certificate;
    private final PrivateKey key;

    CertificateAuthority(X509Certificate certificate, PrivateKey key) {
        this.certificate = certificate;
        this.key = key;
    }

    private static final class OfThisProcess {
        private static final Map<Set<String>, CertificateAuthority> BY_NAMES = new ConcurrentHashMap<>();
    }

    /** One for all fakes of this process that are called by the same further names. */
    static CertificateAuthority ofThisProcess(Collection<String> names) {
        return OfThisProcess.BY_NAMES.computeIfAbsent(beyond(names), CertificateAuthority::create);
    }

    /** Those of the names that an authority has to be made for, as the usual one is not good for them. */
    static Set<String> beyond(Collection<String> names) {
        return names.stream()
                .filter(name -> PERMITTED_DOMAINS.stream().noneMatch(domain -> isIn(name, domain)))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static boolean isIn(String name, String domain) {
        return name.equals(domain) || name.endsWith("." + domain);
    }

    /** A new one that signs for these names, too. */
    static CertificateAuthority create(Set<String> more) {
        KeyPair keys = newKeys();
        Instant now = Instant.now();
        X500Principal name = new X500Principal(
                "CN=Batchbench CA of " + now.truncatedTo(ChronoUnit.SECONDS) + ", O=Batchbench (fake Azure for tests)");
        Draft draft = new Draft(name, name, keys.getPublic(), now.plus(LIFE));
        try {
            JcaX509ExtensionUtils ids = new JcaX509ExtensionUtils();
            draft.add(Extension.basicConstraints, true, new BasicConstraints(0));
            draft.add(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            draft.add(Extension.subjectKeyIdentifier, false, ids.createSubjectKeyIdentifier(keys.getPublic()));
            GeneralSubtree[] permitted = Stream.concat(
                            Stream.concat(
                                            PERMITTED_DOMAINS.stream(),
                                            more.stream().sorted())
                                    .map(domain -> new GeneralName(GeneralName.dNSName, domain)),
                            PERMITTED_ADDRESSES.stream().map(range -> new GeneralName(GeneralName.iPAddress, range)))
                    .map(GeneralSubtree::new)
                    .toArray(GeneralSubtree[]::new);
            draft.add(Extension.nameConstraints, true, new NameConstraints(permitted, null));
        } catch (GeneralSecurityException e) {
            throw impossible(e);
        }
        return new CertificateAuthority(draft.sign(keys.getPrivate()), keys.getPrivate());
    }

    /** Keys that every client of today knows, and that are made in no time. */
    static KeyPair newKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw impossible(e);
        }
    }

    X509Certificate certificate() {
        return certificate;
    }

    /** Those of the names that clients would not believe it. */
    List<String> refused(Collection<String> names) {
        byte[] extension = certificate.getExtensionValue(Extension.nameConstraints.getId());
        if (extension == null) {
            return List.of();
        }
        NameConstraints constraints = NameConstraints.getInstance(
                ASN1OctetString.getInstance(extension).getOctets());
        List<String> permitted = Stream.of(constraints.getPermittedSubtrees())
                .map(GeneralSubtree::getBase)
                .filter(base -> base.getTagNo() == GeneralName.dNSName)
                .map(base -> base.getName().toString())
                .toList();
        return names.stream()
                .filter(name -> permitted.stream().noneMatch(domain -> isIn(name, domain)))
                .sorted()
                .toList();
    }

    PrivateKey key() {
        return key;
    }

    /**
     * A server's certificate.
     *
     * @param names host names, and addresses of IPv4 and IPv6; at least one
     */
    X509Certificate issue(PublicKey server, List<String> names) {
        Draft draft = new Draft(
                certificate.getSubjectX500Principal(),
                new X500Principal("CN=" + names.get(0)),
                server,
                Instant.now().plus(LEAF_LIFE));
        try {
            JcaX509ExtensionUtils ids = new JcaX509ExtensionUtils();
            draft.add(Extension.basicConstraints, true, new BasicConstraints(false));
            draft.add(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
            draft.add(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
            draft.add(Extension.subjectKeyIdentifier, false, ids.createSubjectKeyIdentifier(server));
            draft.add(Extension.authorityKeyIdentifier, false, ids.createAuthorityKeyIdentifier(certificate));
            draft.add(
                    Extension.subjectAlternativeName,
                    false,
                    new GeneralNames(names.stream()
                            .map(CertificateAuthority::generalName)
                            .toArray(GeneralName[]::new)));
        } catch (GeneralSecurityException e) {
            throw impossible(e);
        }
        return draft.sign(key);
    }

    private static GeneralName generalName(String name) {
        boolean address = name.indexOf(':') >= 0 || name.matches("[0-9.]+");
        return new GeneralName(address ? GeneralName.iPAddress : GeneralName.dNSName, name.toLowerCase(Locale.ROOT));
    }

    private static IllegalStateException impossible(Exception e) {
        return new IllegalStateException("Every JDK can make certificates.", e);
    }

    /** A certificate that is not signed yet. */
    private static final class Draft {
        private final X509v3CertificateBuilder builder;

        Draft(X500Principal issuer, X500Principal subject, PublicKey key, Instant until) {
            this.builder = new JcaX509v3CertificateBuilder(
                    issuer,
                    new BigInteger(SERIAL_BITS, RANDOM),
                    Date.from(Instant.now().minus(BEFORE)),
                    Date.from(until),
                    subject,
                    key);
        }

        void add(ASN1ObjectIdentifier extension, boolean critical, ASN1Encodable value) {
            try {
                builder.addExtension(extension, critical, value);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        X509Certificate sign(PrivateKey key) {
            try {
                return new JcaX509CertificateConverter()
                        .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(key)));
            } catch (GeneralSecurityException | OperatorCreationException e) {
                throw impossible(e);
            }
        }
    }
}
