package io.github.batchbench.azure;

import io.github.batchbench.Internal;
import io.github.batchbench.redaction.Redaction;
import io.github.batchbench.tls.TlsTrust;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where a Batch account and its storage account are, and how they are entered. Fake or live: nothing here tells them
 * apart.
 *
 * @param batchEndpoint for example {@code https://NAME.REGION.batch.azure.com}
 * @param batchAccount the Batch account's name
 * @param batchCredential its key, or tokens
 * @param blobEndpoint for example {@code https://NAME.blob.core.windows.net}, or with the account's name as its path
 * @param storageAccount the storage account's name
 * @param storageCredential its key, or tokens
 * @param trust what the endpoints prove themselves with, if that is more than what Java trusts; null if not
 * @param local the Batch account itself if it is in this JVM, and may be asked without a connection; null if not
 */
public record AzureAccount(
        URI batchEndpoint,
        String batchAccount,
        Credential batchCredential,
        URI blobEndpoint,
        String storageAccount,
        Credential storageCredential,
        @Internal @Nullable TlsTrust trust,
        @Internal @Nullable LocalService local) {
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "::1", "[::1]");

    /**
     * Checks that nothing is missing, and that no token would travel in the clear.
     *
     * @hidden
     */
    @Internal
    public AzureAccount {
        requireHttp("Batch endpoint", batchEndpoint, batchCredential);
        requireText("Batch account name", batchAccount);
        requireHttp("Blob endpoint", blobEndpoint, storageCredential);
        requireText("storage account name", storageAccount);
    }

    /** Accounts whose endpoints Java trusts, or that are plain http. */
    public AzureAccount(
            URI batchEndpoint,
            String batchAccount,
            Credential batchCredential,
            URI blobEndpoint,
            String storageAccount,
            Credential storageCredential) {
        this(batchEndpoint, batchAccount, batchCredential, blobEndpoint, storageAccount, storageCredential, null, null);
    }

    /** Accounts that are entered with their shared keys, base 64. */
    public AzureAccount(
            URI batchEndpoint,
            String batchAccount,
            String batchKey,
            URI blobEndpoint,
            String storageAccount,
            String storageKey) {
        this(
                batchEndpoint,
                batchAccount,
                new Credential.Key(batchKey),
                blobEndpoint,
                storageAccount,
                new Credential.Key(storageKey));
    }

    /** This account, whose endpoints are proved by these certificates, or by what Java trusts anyway. */
    public AzureAccount trusting(Collection<X509Certificate> certificates) {
        return with(TlsTrust.of(certificates), local);
    }

    /**
     * This account, whose Batch service is asked without a connection where it can.
     *
     * @hidden
     */
    @Internal
    public AzureAccount askedBy(LocalService service) {
        return with(trust, service);
    }

    private AzureAccount with(@Nullable TlsTrust otherTrust, @Nullable LocalService otherLocal) {
        return new AzureAccount(
                batchEndpoint,
                batchAccount,
                batchCredential,
                blobEndpoint,
                storageAccount,
                storageCredential,
                otherTrust,
                otherLocal);
    }

    private static void requireText(String what, String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException("The " + what + " is empty.");
        }
    }

    private static void requireHttp(String what, URI value, Credential credential) {
        if (value.getHost() == null || !("http".equals(value.getScheme()) || "https".equals(value.getScheme()))) {
            throw new IllegalArgumentException("The " + what + " is not an absolute http or https address: "
                    + Redaction.of().apply(value.toString()));
        }
        if (credential instanceof Credential.Token && isClearText(value) && !LOOPBACK.contains(value.getHost())) {
            throw new IllegalArgumentException(
                    "The " + what + " is not https, and a token would travel there for all to read: " + value);
        }
    }

    /** Whether what goes there goes by http and not by https. */
    public static boolean isClearText(URI endpoint) {
        return "http".equals(endpoint.getScheme());
    }

    /**
     * The Batch account's key; secret.
     *
     * @throws IllegalStateException if it is entered with tokens
     */
    public String batchKey() {
        return key("Batch account", batchCredential);
    }

    /**
     * The storage account's key; secret.
     *
     * @throws IllegalStateException if it is entered with tokens
     */
    public String storageKey() {
        return key("storage account", storageCredential);
    }

    private static String key(String what, Credential credential) {
        if (credential instanceof Credential.Key key) {
            return key.base64();
        }
        throw new IllegalStateException("The " + what + " is entered with Entra ID, so there is no key.");
    }

    /**
     * The storage account as one text, as Azure's portal shows it and the SDKs' builders, Spring and most tools take it;
     * secret.
     *
     * @throws IllegalStateException if it is entered with tokens
     */
    public String connectionString() {
        return "DefaultEndpointsProtocol=%s;AccountName=%s;AccountKey=%s;BlobEndpoint=%s;"
                .formatted(blobEndpoint.getScheme(), storageAccount, storageKey(), blobEndpoint);
    }

    /**
     * Hides this account's keys and anything that looks like a signature or a token in a text.
     *
     * @hidden
     */
    @Internal
    public Redaction redaction() {
        return Redaction.of(Stream.of(batchCredential, storageCredential)
                .flatMap(credential -> credential instanceof Credential.Key key ? Stream.of(key.base64()) : Stream.of())
                .toArray(String[]::new));
    }

    /** The names and addresses, never the keys. */
    @Override
    public String toString() {
        return "AzureAccount[batch=%s at %s with %s, storage=%s at %s with %s]"
                .formatted(
                        batchAccount, batchEndpoint, batchCredential, storageAccount, blobEndpoint, storageCredential);
    }
}
