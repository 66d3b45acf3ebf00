package io.github.batchbench.azure;

import com.microsoft.azure.AzureResponseBuilder;
import com.microsoft.azure.batch.BatchClient;
import com.microsoft.azure.batch.IInheritedBehaviors;
import com.microsoft.azure.batch.auth.BatchCredentials;
import com.microsoft.azure.batch.auth.BatchSharedKeyCredentials;
import com.microsoft.azure.serializer.AzureJacksonAdapter;
import com.microsoft.rest.RestClient;
import com.microsoft.rest.RestException;
import com.microsoft.rest.protocol.ResponseBuilder;
import com.microsoft.rest.protocol.SerializerAdapter;
import io.github.batchbench.tls.TlsTrust;
import java.util.ArrayList;
import java.util.List;
import okhttp3.ConnectionSpec;
import okhttp3.OkHttpClient;
import retrofit2.Retrofit;

/** Makes Batch clients that work on a plain {@code java}, without {@code --add-opens}. */
public final class BatchClients {
    private BatchClients() {}

    /**
     * The SDK's own client, made as the SDK makes it, with the SDK's own habits (four tries in a row on most 5xx answers,
     * none on 429), so that code under test behaves as it will in production.
     */
    public static BatchClient open(AzureAccount account) {
        RestClient client = new RestClient.Builder(http(account), new Retrofit.Builder())
                .withBaseUrl(account.batchEndpoint().toString())
                .withCredentials(credentials(account))
                .withSerializerAdapter(new AzureJacksonAdapter())
                .withResponseBuilderFactory(new ThrowingOn404())
                .build();
        return withoutRequestIds(
                BatchClient.open(client, account.batchEndpoint().toString()));
    }

    /** What speaks http alone need not read all certificates that the machine trusts, which a short test would feel. */
    private static OkHttpClient.Builder http(AzureAccount account) {
        OkHttpClient.Builder builder = new OkHttpClient.Builder();
        return AzureAccount.isClearText(account.batchEndpoint())
                ? builder.connectionSpecs(List.of(ConnectionSpec.CLEARTEXT))
                : builder;
    }

    private static BatchCredentials credentials(AzureAccount account) {
        String endpoint = account.batchEndpoint().toString();
        BatchCredentials own = account.batchCredential() instanceof Credential.Token token
                ? new BatchTokenCredentials(endpoint, token.source())
                : new BatchSharedKeyCredentials(endpoint, account.batchAccount(), account.batchKey());
        return account.trust() == null ? own : new Trusting(own, account.trust());
    }

    /** The SDK lets nobody near its HTTP client but whoever brings the credentials. */
    private record Trusting(BatchCredentials own, TlsTrust trust) implements BatchCredentials {
        @Override
        public String baseUrl() {
            return own.baseUrl();
        }

        @Override
        public void applyCredentialsFilter(OkHttpClient.Builder client) {
            own.applyCredentialsFilter(client);
            client.sslSocketFactory(trust.context().getSocketFactory(), trust.manager());
        }
    }

    /**
     * The SDK puts a {@code UUID} into every request's options and then reflects into it, which the JDK forbids since 16
     * (Azure/azure-sdk-for-java#27806, not to be fixed). Each group of operations has its own copy of the list that does so.
     */
    @SuppressWarnings("deprecation") // Certificates are on their way out, but code under test may still use them.
    private static BatchClient withoutRequestIds(BatchClient client) {
        client.withCustomBehaviors(new ArrayList<>());
        List<IInheritedBehaviors> groups = List.of(
                client.accountOperations(),
                client.applicationOperations(),
                client.certificateOperations(),
                client.computeNodeOperations(),
                client.fileOperations(),
                client.jobOperations(),
                client.jobScheduleOperations(),
                client.poolOperations(),
                client.taskOperations());
        groups.forEach(group -> group.withCustomBehaviors(new ArrayList<>()));
        return client;
    }

    /** As the SDK's own, which is private: a 404 is an exception on GET too. */
    private static final class ThrowingOn404 implements ResponseBuilder.Factory {
        private final AzureResponseBuilder.Factory factory = new AzureResponseBuilder.Factory();

        @Override
        public <T, E extends RestException> ResponseBuilder<T, E> newInstance(SerializerAdapter<?> adapter) {
            return factory.<T, E>newInstance(adapter).withThrowOnGet404(true);
        }
    }
}
