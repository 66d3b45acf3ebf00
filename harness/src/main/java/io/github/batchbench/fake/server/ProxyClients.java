package io.github.batchbench.fake.server;

import com.github.tomakehurst.wiremock.core.Options;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.Response;
import com.github.tomakehurst.wiremock.http.client.ApacheHttpClientFactory;
import com.github.tomakehurst.wiremock.http.client.HttpClient;
import com.github.tomakehurst.wiremock.http.client.HttpClientFactory;
import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The clients by which stubs of tests proxy to elsewhere, each made when it is first used: they read all certificates that
 * the machine trusts, and hardly any test has such a stub.
 */
final class ProxyClients implements HttpClientFactory {
    @Override
    public HttpClient buildHttpClient(
            Options options, boolean trustEverything, List<String> trustedHosts, boolean systemProperties) {
        return new OnDemand(() -> new ApacheHttpClientFactory()
                .buildHttpClient(options, trustEverything, trustedHosts, systemProperties));
    }

    private static final class OnDemand implements HttpClient {
        private final Supplier<HttpClient> maker;
        private @Nullable HttpClient client;

        OnDemand(Supplier<HttpClient> maker) {
            this.maker = maker;
        }

        @Override
        public Response execute(Request request) throws IOException {
            return client().execute(request);
        }

        private synchronized HttpClient client() {
            HttpClient made = client;
            if (made == null) {
                made = maker.get();
                client = made;
            }
            return made;
        }
    }
}
