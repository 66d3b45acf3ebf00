package io.github.batchbench.fake.protocol.blob;

import java.net.http.HttpClient;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** How servers elsewhere are reached that a copy's source is at. Its client is made when it is first needed. Thread-safe. */
public final class RemoteServers {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final @Nullable SSLContext tls;
    private @Nullable HttpClient client;

    /**
     * None is asked yet.
     *
     * @param tls what https connections are made with; null for Java's own
     */
    public RemoteServers(@Nullable SSLContext tls) {
        this.tls = tls;
    }

    synchronized HttpClient client() {
        if (client == null) {
            HttpClient.Builder builder = HttpClient.newBuilder().connectTimeout(PATIENCE);
            if (tls != null) {
                builder.sslContext(tls);
            }
            client = builder.build();
        }
        return client;
    }
}
