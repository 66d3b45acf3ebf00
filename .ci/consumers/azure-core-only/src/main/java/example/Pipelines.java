package example;

import com.azure.core.credential.AzureNamedKey;
import com.azure.core.credential.AzureNamedKeyCredential;
import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpPipelineNextSyncPolicy;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.AddDatePolicy;
import com.azure.core.http.policy.BearerTokenAuthenticationPolicy;
import com.azure.core.http.policy.HttpPipelinePolicy;
import com.azure.core.http.policy.RequestIdPolicy;
import com.azure.core.http.policy.RetryPolicy;
import com.azure.core.http.policy.UserAgentPolicy;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import reactor.core.publisher.Mono;

/** The pipelines of the successor of the Batch SDK: its policies in its order. */
public final class Pipelines {
    private Pipelines() {}

    public static HttpPipeline byToken(TokenCredential credential, HttpClient client) {
        return of(
                new BearerTokenAuthenticationPolicy(credential, "https://batch.core.windows.net//.default"), client);
    }

    public static HttpPipeline byKey(AzureNamedKeyCredential credential, HttpClient client) {
        return of(new Signing(credential.getAzureNamedKey()), client);
    }

    private static HttpPipeline of(HttpPipelinePolicy credential, HttpClient client) {
        return new HttpPipelineBuilder()
                .httpClient(client)
                .policies(
                        new UserAgentPolicy("azsdk-java-azure-compute-batch"),
                        new RequestIdPolicy(),
                        new RetryPolicy(),
                        new AddDatePolicy(),
                        credential)
                .build();
    }

    private record Signing(AzureNamedKey key) implements HttpPipelinePolicy {
        @Override
        public Mono<HttpResponse> process(HttpPipelineCallContext context, HttpPipelineNextPolicy next) {
            sign(context.getHttpRequest());
            return next.process();
        }

        @Override
        public HttpResponse processSync(HttpPipelineCallContext context, HttpPipelineNextSyncPolicy next) {
            sign(context.getHttpRequest());
            return next.processSync();
        }

        private void sign(HttpRequest request) {
            String headers = Stream.of(
                            HttpHeaderName.CONTENT_ENCODING,
                            HttpHeaderName.CONTENT_LANGUAGE,
                            HttpHeaderName.CONTENT_LENGTH,
                            HttpHeaderName.CONTENT_MD5,
                            HttpHeaderName.CONTENT_TYPE,
                            HttpHeaderName.DATE,
                            HttpHeaderName.IF_MODIFIED_SINCE,
                            HttpHeaderName.IF_MATCH,
                            HttpHeaderName.IF_NONE_MATCH,
                            HttpHeaderName.IF_UNMODIFIED_SINCE,
                            HttpHeaderName.RANGE)
                    .map(name -> request.getHeaders().getValue(name))
                    .map(value -> value == null ? "" : value)
                    .collect(Collectors.joining("\n"));
            String query = request.getUrl().getQuery().replace("=", ":");
            String text = request.getHttpMethod() + "\n" + headers + "\n/" + key.getName()
                    + request.getUrl().getPath() + "\n" + query;
            try {
                Mac mac = Mac.getInstance("HmacSHA256");
                mac.init(new SecretKeySpec(Base64.getDecoder().decode(key.getKey()), "HmacSHA256"));
                byte[] signature = mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
                request.setHeader(
                        HttpHeaderName.AUTHORIZATION,
                        "SharedKey " + key.getName() + ":" + Base64.getEncoder().encodeToString(signature));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
