package io.github.batchbench.azure;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpPipelineNextSyncPolicy;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.BearerTokenAuthenticationPolicy;
import com.azure.storage.blob.BlobServiceClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import com.azure.storage.common.StorageSharedKeyCredential;
import com.azure.storage.common.policy.RequestRetryOptions;
import com.azure.storage.common.policy.RetryPolicyType;
import java.time.Duration;
import reactor.core.publisher.Mono;

/** Makes Blob clients. */
public final class BlobClients {
    private static final int TRIES = 5;
    private static final String SCOPE = "https://storage.azure.com/.default";

    private BlobClients() {}

    /**
     * The SDK's client with five tries over some three seconds; its default policy needs 44 seconds to say that a service
     * is down.
     */
    public static BlobServiceClient open(AzureAccount account) {
        BlobServiceClientBuilder builder = new BlobServiceClientBuilder()
                .endpoint(account.blobEndpoint().toString())
                .retryOptions(new RequestRetryOptions(
                        RetryPolicyType.EXPONENTIAL,
                        TRIES,
                        Duration.ofMinutes(2),
                        Duration.ofMillis(200),
                        Duration.ofSeconds(5),
                        null));
        if (account.trust() != null) {
            builder.httpClient(AzureCore.httpClient(account));
        }
        if (account.storageCredential() instanceof Credential.Token token) {
            return enter(builder, token.source(), AzureAccount.isClearText(account.blobEndpoint()))
                    .buildClient();
        }
        return builder.credential(new StorageSharedKeyCredential(account.storageAccount(), account.storageKey()))
                .buildClient();
    }

    /** The SDK sends tokens over https only, which is right but for a fake on this machine. */
    private static BlobServiceClientBuilder enter(
            BlobServiceClientBuilder builder, TokenCredential source, boolean clearText) {
        return clearText ? builder.addPolicy(new TokenOnLoopback(source)) : builder.credential(source);
    }

    /** A bearer policy for the client's eyes too: one without any takes itself for anonymous. */
    private static final class TokenOnLoopback extends BearerTokenAuthenticationPolicy {
        private final Tokens tokens;

        TokenOnLoopback(TokenCredential source) {
            super(source, SCOPE);
            this.tokens = new Tokens(source, SCOPE);
        }

        @Override
        public Mono<HttpResponse> process(HttpPipelineCallContext context, HttpPipelineNextPolicy next) {
            authorize(context);
            return next.process();
        }

        @Override
        public HttpResponse processSync(HttpPipelineCallContext context, HttpPipelineNextSyncPolicy next) {
            authorize(context);
            return next.processSync();
        }

        private void authorize(HttpPipelineCallContext context) {
            context.getHttpRequest().setHeader(HttpHeaderName.AUTHORIZATION, "Bearer " + tokens.get());
        }
    }
}
