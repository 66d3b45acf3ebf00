package io.github.batchbench.azure.http;

import io.github.batchbench.azure.AzureAccount;
import io.github.batchbench.azure.BatchTokenCredentials;
import io.github.batchbench.azure.Credential;
import io.github.batchbench.azure.LocalService;
import io.github.batchbench.azure.LocalService.Answer;
import io.github.batchbench.azure.Tokens;
import io.github.batchbench.tls.TlsTrust;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * The JDK's own client, so that no SDK has to be on the class path; it sends each request once. It is not made as long as the service
 * is in this JVM and can be asked without a connection, which takes less of a short test.
 */
final class JdkTransport implements BatchTransport {
    private static final Duration LONGEST_CONNECT = Duration.ofSeconds(10);
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(60);
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final int UNAUTHORIZED = 401;

    private final AzureAccount account;
    private @Nullable HttpClient client;
    private final @Nullable SharedKeySignature signature;
    private final @Nullable Tokens tokens;

    JdkTransport(AzureAccount account) {
        this.account = account;
        if (account.batchCredential() instanceof Credential.Token token) {
            this.signature = null;
            this.tokens = new Tokens(token.source(), BatchTokenCredentials.SCOPE);
        } else {
            this.signature = new SharedKeySignature(account.batchAccount(), account.batchKey());
            this.tokens = null;
        }
    }

    private synchronized HttpClient client() {
        HttpClient there = client;
        if (there == null) {
            there = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(LONGEST_CONNECT)
                    .sslContext(context(account))
                    .build();
            client = there;
        }
        return there;
    }

    private static SSLContext context(AzureAccount account) {
        TlsTrust trust = account.trust();
        try {
            if (trust != null) {
                return trust.context();
            }
            if (!AzureAccount.isClearText(account.batchEndpoint())) {
                return SSLContext.getDefault();
            }
            return new NoTls();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has TLS.", e);
        }
    }

    @Override
    public URI endpoint() {
        return account.batchEndpoint();
    }

    /** A token may be withdrawn before its time, so one that is refused is replaced once. */
    @Override
    public Answer send(Message message) throws IOException, InterruptedException {
        if (tokens == null) {
            return send(message, signature == null ? "" : signature.of(message));
        }
        String token = tokens.get();
        Answer answer = send(message, "Bearer " + token);
        if (answer.status() != UNAUTHORIZED) {
            return answer;
        }
        tokens.refused(token);
        String another = tokens.get();
        return another.equals(token) ? answer : send(message, "Bearer " + another);
    }

    private Answer send(Message message, String authorization) throws IOException, InterruptedException {
        Optional<Answer> local = local(message, authorization);
        if (local.isPresent()) {
            return local.get();
        }
        // With a body of its own, if an empty one, each JDK says how long it is; the signature has that length.
        HttpRequest.Builder request = HttpRequest.newBuilder(message.uri())
                .method(message.method(), BodyPublishers.ofByteArray(message.body()))
                .timeout(LONGEST_SILENCE)
                .header("Authorization", authorization);
        message.headers().forEach(request::header);
        HttpResponse<byte[]> answer = whole(client().sendAsync(request.build(), BodyHandlers.ofByteArray()));
        return new Answer(answer.statusCode(), answer.headers()::firstValue, answer.body());
    }

    private Optional<Answer> local(Message message, String authorization) throws InterruptedException {
        LocalService service = account.local();
        if (service == null) {
            return Optional.empty();
        }
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        Map<String, String> headers = new LinkedHashMap<>(message.headers());
        headers.put("Authorization", authorization);
        return service.ask(message.method(), message.uri(), headers, message.body());
    }

    /** The client's own time-out ends when an answer begins. */
    private static <T> T whole(CompletableFuture<T> answer) throws IOException, InterruptedException {
        try {
            return answer.get(LONGEST.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof IOException e) {
                throw e;
            }
            throw new IOException(failed.getCause());
        } catch (TimeoutException e) {
            throw new IOException("no whole answer within " + LONGEST.toMinutes() + " minutes", e);
        } finally {
            answer.cancel(true);
        }
    }

    /** Its threads end by themselves once nobody holds it. */
    @Override
    public void close() {}
}
