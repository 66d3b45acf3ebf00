package io.github.batchbench.fake.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.batchbench.api.FakeAzure;
import io.github.batchbench.api.FakeAzureOptions;
import io.github.batchbench.api.FakeTrust;
import io.github.batchbench.tls.Pem;
import io.github.batchbench.tls.TlsTrust;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Certificates from a folder, and certificates of one's own. */
class ServerCertificateTest {
    private static final String ENCRYPTED = """
            -----BEGIN ENCRYPTED PRIVATE KEY-----
            MIGbMFcGCSqGSIb3DQEFDTBKMCkGCSqGSIb3DQEFDDAcBAhIfG8yFxp2TwICCAAw
            DAYIKoZIhvcNAgkFADAdBglghkgBZQMEAQIEEEtD+b+1SfzBDfnA1wdsnrsEQBXC
            cMr6Ktaw+udeD4SbcFbruv2ZukMnV1DKp+9Rf5+x2EybllUzbMzox3kUS8Q0ygZW
            jpgPeDASiaybHzQd35k=
            -----END ENCRYPTED PRIVATE KEY-----
            """;
    private static final String ENCRYPTED_AS_BEFORE = """
            -----BEGIN EC PRIVATE KEY-----
            Proc-Type: 4,ENCRYPTED
            DEK-Info: AES-128-CBC,00112233445566778899AABBCCDDEEFF

            AAAAAAAAAAAAAAAAAAAAAA==
            -----END EC PRIVATE KEY-----
            """;

    private final CertificateAuthority authority = CertificateAuthority.create(Set.of());

    @TempDir
    private Path folder;

    @Test
    void anAuthorityInAFolderIsMadeOnce() throws Exception {
        Path kept = folder.resolve("a/ca");

        TlsTrust trust;
        try (FakeAzure first = https(CertificateSource.folder(kept))) {
            trust = TlsTrust.ofPem(kept.resolve("ca.pem"));
            assertThat(health(first, trust.context())).contains("\"status\":\"ready\"");
        }
        try (FakeAzure second = https(CertificateSource.folder(kept))) {
            assertThat(health(second, trust.context())).contains("\"status\":\"ready\"");
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kept)))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kept.resolve("ca.key"))))
                .isEqualTo("rw-------");
    }

    @Test
    void aKeyThatOthersCanReadIsNotUsed() throws IOException {
        new AuthorityFolder(folder, List.of()).open();
        Files.setPosixFilePermissions(folder.resolve("ca.key"), PosixFilePermissions.fromString("rw-r--r--"));

        assertThatThrownBy(() -> new AuthorityFolder(folder, List.of()).open())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ca.key")
                .hasMessageContaining("can be read by others");
    }

    @Test
    void theFilesAreWhatOtherLanguagesTrust() throws Exception {
        try (FakeAzure azure = https(CertificateSource.ofThisProcess())) {
            FakeTrust trust = azure.trust().orElseThrow();
            KeyStore store = KeyStore.getInstance(trust.trustStoreFile().toFile(), FakeTrust.PASSWORD.toCharArray());
            TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers.getTrustManagers(), null);

            assertThat(health(azure, context)).contains("\"status\":\"ready\"");
            assertThat(TlsTrust.read(trust.bundleFile()))
                    .contains(trust.certificate())
                    .hasSizeGreaterThan(20);
            assertThat(TlsTrust.read(trust.caFile())).containsExactly(trust.certificate());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"EC", "RSA", "Ed25519"})
    void aCertificateOfOnesOwnIsUsed(String algorithm) throws Exception {
        KeyPair keys = KeyPairGenerator.getInstance(algorithm).generateKeyPair();

        try (FakeAzure azure = https(own(keys, Pem.text(keys.getPrivate()), "127.0.0.1"))) {
            assertThat(health(
                            azure, TlsTrust.of(List.of(authority.certificate())).context()))
                    .contains("\"status\":\"ready\"");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"EC", "RSA"})
    void aKeyMayBeInTheOldForm(String algorithm) throws Exception {
        KeyPair keys = KeyPairGenerator.getInstance(algorithm).generateKeyPair();
        StringWriter pem = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(pem)) {
            writer.writeObject(keys.getPrivate());
        }
        assertThat(pem.toString()).startsWith("-----BEGIN " + algorithm + " PRIVATE KEY-----");

        try (FakeAzure azure = https(own(keys, pem.toString(), "127.0.0.1"))) {
            assertThat(azure.batchEndpoint()).hasHost("127.0.0.1");
        }
    }

    @Test
    void theEndpointIsAskedForByANameOfTheCertificate() throws Exception {
        KeyPair keys = CertificateAuthority.newKeys();

        try (FakeAzure azure = https(own(keys, Pem.text(keys.getPrivate()), "localhost"))) {
            assertThat(azure.batchEndpoint()).hasHost("localhost");
            assertThat(azure.blobEndpoint()).hasHost("localhost");
            assertThat(health(azure, azure.trust().orElseThrow().context())).contains("\"status\":\"ready\"");
        }
    }

    @Test
    void whatCannotBeUsedIsSaid() throws Exception {
        KeyPair keys = CertificateAuthority.newKeys();
        KeyPair others = CertificateAuthority.newKeys();
        KeyPair rsa = KeyPairGenerator.getInstance("RSA").generateKeyPair();
        String key = Pem.text(keys.getPrivate());

        assertUnusable(own(keys, key, "example.org"), "cert.pem is for neither 127.0.0.1 nor localhost");
        assertUnusable(own(keys, Pem.text(others.getPrivate()), "localhost"), "does not belong to the certificate");
        assertUnusable(own(keys, Pem.text(rsa.getPrivate()), "localhost"), "does not belong to the certificate");
        assertUnusable(own(keys, "no key at all", "localhost"), "key.pem has no private key in PEM");
        assertUnusable(own(keys, ENCRYPTED, "localhost"), "key.pem has a key with a password");
        assertUnusable(own(keys, ENCRYPTED_AS_BEFORE, "localhost"), "key.pem has a key with a password");
        assertUnusable(
                CertificateSource.files(folder.resolve("key.pem"), folder.resolve("key.pem")),
                "key.pem has no certificate in PEM");
        assertUnusable(
                CertificateSource.files(folder.resolve("none.pem"), folder.resolve("key.pem")),
                "none.pem cannot be read: NoSuchFileException");
        assertUnusable(CertificateSource.folder(folder.resolve("key.pem")), "key.pem for the certificate authority");
    }

    private static void assertUnusable(CertificateSource source, String message) {
        assertThatThrownBy(() -> https(source).close())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    private CertificateSource own(KeyPair keys, String key, String name) throws IOException {
        Path certificate = folder.resolve("cert.pem");
        Files.writeString(
                certificate,
                Pem.text(List.of(authority.issue(keys.getPublic(), List.of(name)), authority.certificate())));
        return CertificateSource.files(certificate, Files.writeString(folder.resolve("key.pem"), key));
    }

    private static FakeAzure https(CertificateSource source) {
        FakeAzureOptions options = FakeAzureOptions.defaults();
        if (source instanceof CertificateSource.Folder kept) {
            return FakeAzure.start(options.withHttps(kept.folder()));
        }
        return FakeAzure.start(
                source instanceof CertificateSource.Files files
                        ? options.withHttps(files.certificate(), files.key())
                        : options.withHttps());
    }

    private static String health(FakeAzure azure, SSLContext trusting) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(azure.batchEndpoint() + "/__batchbench/health"))
                .build();
        return HttpClient.newBuilder()
                .sslContext(trusting)
                .build()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
