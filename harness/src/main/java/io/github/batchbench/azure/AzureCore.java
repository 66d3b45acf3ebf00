package io.github.batchbench.azure;

import com.azure.core.credential.AzureNamedKeyCredential;
import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.core.http.netty.NettyAsyncHttpClientBuilder;
import io.github.batchbench.tls.TlsTrust;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import javax.net.ssl.SSLException;

/**
 * An account in the types of {@code azure-core}, for clients that the kit does not make itself. With them the successor of
 * the Batch SDK, {@code com.azure:azure-compute-batch}, is opened so:
 *
 * <pre>{@code
 * BatchClient client = new BatchClientBuilder().endpoint(account.batchEndpoint().toString())
 *         .credential(AzureCore.batchKey(account))
 *         .httpClient(AzureCore.httpClient(account)).buildClient();
 * }</pre>
 *
 * <p>A project without {@code azure-core} can use all else of the kit.
 */
public final class AzureCore {
    private AzureCore() {}

    /**
     * Name and key of the Batch account.
     *
     * @throws IllegalStateException if it is entered with tokens
     */
    public static AzureNamedKeyCredential batchKey(AzureAccount account) {
        return new AzureNamedKeyCredential(account.batchAccount(), account.batchKey());
    }

    /**
     * Where tokens for the Batch account come from; clients send them to https only.
     *
     * @throws IllegalStateException if it is entered with its key
     */
    public static TokenCredential batchToken(AzureAccount account) {
        if (account.batchCredential() instanceof Credential.Token token) {
            return token.source();
        }
        throw new IllegalStateException("The Batch account is entered with its key, so there are no tokens.");
    }

    /**
     * A transport that trusts what the account's endpoints prove themselves with. Needs {@code azure-core-http-netty} if
     * that is more than what Java trusts; otherwise it is the default of the class path.
     */
    public static HttpClient httpClient(AzureAccount account) {
        TlsTrust trust = account.trust();
        return trust == null ? HttpClient.createDefault() : httpClient(trust);
    }

    static HttpClient httpClient(TlsTrust trust) {
        return Netty.trusting(trust);
    }

    /** Apart from the rest: a project may have another transport. */
    private static final class Netty {
        private static HttpClient trusting(TlsTrust trust) {
            try {
                SslContext context = SslContextBuilder.forClient()
                        .trustManager(trust.manager())
                        .build();
                return new NettyAsyncHttpClientBuilder(
                                reactor.netty.http.client.HttpClient.create().secure(ssl -> ssl.sslContext(context)))
                        .build();
            } catch (SSLException e) {
                throw new IllegalStateException("Every JDK has TLS.", e);
            }
        }
    }
}
