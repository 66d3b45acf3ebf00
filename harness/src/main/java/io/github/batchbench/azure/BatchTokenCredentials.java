package io.github.batchbench.azure;

import com.azure.core.credential.TokenCredential;
import com.microsoft.azure.batch.auth.BatchCredentials;
import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;

/**
 * Enters a Batch account with tokens of Entra ID. The SDK's own token classes rest on a library that is dead
 * (ADAL); this one takes any credential of {@code azure-identity}. Thread-safe.
 */
public final class BatchTokenCredentials implements BatchCredentials {
    /** What the tokens are for, in every public region. The service takes its name with the slash only, so there are two. */
    public static final String SCOPE = "https://batch.core.windows.net//.default";

    private static final int UNAUTHORIZED = 401;

    private final String endpoint;
    private final Tokens tokens;

    /** Tokens of this source for the account at this endpoint. */
    public BatchTokenCredentials(String endpoint, TokenCredential source) {
        this.endpoint = endpoint;
        this.tokens = new Tokens(source, SCOPE);
    }

    @Override
    public String baseUrl() {
        return endpoint;
    }

    @Override
    public void applyCredentialsFilter(OkHttpClient.Builder client) {
        client.addInterceptor(this::send);
    }

    /** A token may be withdrawn before its time, so one that is refused is replaced once. */
    private Response send(Interceptor.Chain chain) throws IOException {
        String token = tokens.get();
        Response answer = proceed(chain, token);
        if (answer.code() != UNAUTHORIZED) {
            return answer;
        }
        tokens.refused(token);
        String another = tokens.get();
        if (another.equals(token)) {
            return answer;
        }
        answer.close();
        return proceed(chain, another);
    }

    private static Response proceed(Interceptor.Chain chain, String token) throws IOException {
        return chain.proceed(chain.request()
                .newBuilder()
                .header("Authorization", "Bearer " + token)
                .build());
    }
}
