package io.github.batchbench.api;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.BearerTokenAuthenticationPolicy;
import com.azure.core.http.policy.RetryPolicy;
import com.azure.core.util.Context;
import com.azure.storage.blob.BlobServiceClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import io.github.batchbench.azure.AzureAccount;
import io.github.batchbench.azure.AzureCore;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import reactor.core.publisher.Mono;

/** Requests of the Azure clients' pipeline that bear a token, and answers to them. */
final class BearerRequests {
    /** The audience of Batch. */
    static final String BATCH = "https://batch.core.windows.net/";

    /** The audience of Azure Storage. */
    static final String STORAGE = "https://storage.azure.com";

    private BearerRequests() {}

    static int get(FakeAzure azure, AzureAccount account, String path, TokenCredential credential) {
        return send(azure, account, path, credential).getStatusCode();
    }

    static HttpResponse send(FakeAzure azure, AzureAccount account, String path, TokenCredential credential) {
        HttpPipeline pipeline = new HttpPipelineBuilder()
                .httpClient(AzureCore.httpClient(account))
                .policies(new RetryPolicy(), new BearerTokenAuthenticationPolicy(credential, BATCH + "/.default"))
                .build();
        return pipeline.sendSync(
                new com.azure.core.http.HttpRequest(
                        HttpMethod.GET, azure.batchEndpoint() + path + "?api-version=2025-06-01"),
                Context.NONE);
    }

    static BlobServiceClient blobs(FakeAzure azure, AzureAccount account, TokenCredential credential) {
        return new BlobServiceClientBuilder()
                .endpoint(azure.blobEndpoint().toString())
                .credential(credential)
                .httpClient(AzureCore.httpClient(account))
                .buildClient();
    }

    static TokenCredential fixed(String token) {
        return request -> Mono.just(
                new AccessToken(token, OffsetDateTime.now(ZoneOffset.UTC).plusHours(1)));
    }
}
