package io.github.batchbench.fake.node.transfers;

import io.github.batchbench.fake.node.failure.NodeFailureException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP requests of one run, one at a time: repeated when the failure may pass, broken off when the run is ended.
 */
public final class Transfer {
    /** The version of the storage protocol that is spoken. */
    static final String STORAGE_VERSION = "2021-12-02";

    private static final List<Duration> PAUSES =
            List.of(Duration.ofMillis(50), Duration.ofMillis(200), Duration.ofMillis(800));
    private static final int CONNECT_MILLIS = 10_000;
    private static final int LAST_PORT = 65_535;
    private static final int LAST_GOOD_STATUS = 299;

    private final CountDownLatch ended = new CountDownLatch(1);
    private final int stallMillis;
    private final NodeNetwork network;
    private volatile @Nullable HttpURLConnection current;

    /**
     * Requests over a network.
     *
     * @param stall how long one may stand still
     */
    public Transfer(Duration stall, NodeNetwork network) {
        this.stallMillis = Math.toIntExact(stall.toMillis());
        this.network = network;
    }

    /** What is done with a good answer. */
    @FunctionalInterface
    interface Reader<T> {
        T read(HttpURLConnection answer, InputStream body) throws IOException, NodeFailureException;
    }

    /** What is sent. */
    @FunctionalInterface
    interface Writer {
        void write(OutputStream body) throws IOException;
    }

    /** Breaks off what is in progress; whatever comes later fails. */
    public void end() {
        ended.countDown();
        HttpURLConnection connection = current;
        if (connection != null) {
            connection.disconnect();
        }
    }

    public boolean hasEnded() {
        return ended.getCount() == 0;
    }

    /** Fails if the run has been ended. */
    void checkNotEnded() throws InterruptedIOException {
        if (hasEnded()) {
            throw new InterruptedIOException("The run was ended.");
        }
    }

    <T> T get(URI uri, Reader<T> reader) throws IOException, NodeFailureException {
        return repeated(() -> {
            HttpURLConnection connection = open(uri, "GET", Map.of());
            check(connection, uri, "GET");
            try (InputStream body = connection.getInputStream()) {
                return reader.read(connection, body);
            }
        });
    }

    void put(URI uri, Map<String, String> headers, long length, Writer writer)
            throws IOException, NodeFailureException {
        repeated(() -> {
            HttpURLConnection connection = open(uri, "PUT", headers);
            connection.setDoOutput(true);
            connection.setFixedLengthStreamingMode(length);
            try (OutputStream body = connection.getOutputStream()) {
                writer.write(body);
            }
            check(connection, uri, "PUT");
            return length;
        });
    }

    private interface Exchange<T> {
        T run() throws IOException, NodeFailureException;
    }

    private <T> T repeated(Exchange<T> exchange) throws IOException, NodeFailureException {
        for (Duration pause : PAUSES) {
            checkNotEnded();
            try {
                return exchange.run();
            } catch (SocketTimeoutException e) {
                throw e;
            } catch (HttpStatusException e) {
                if (!e.passing()) {
                    throw e;
                }
                pause(pause);
            } catch (SSLHandshakeException e) {
                if (e.getCause() instanceof CertificateException) {
                    throw new IOException("The server's certificate is not trusted here.", e);
                }
                pause(pause);
            } catch (IOException e) {
                pause(pause);
            }
        }
        checkNotEnded();
        return exchange.run();
    }

    private void pause(Duration pause) throws InterruptedIOException {
        try {
            if (ended.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                checkNotEnded();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while waiting to repeat a request.");
        }
    }

    private HttpURLConnection open(URI uri, String method, Map<String, String> headers) throws IOException {
        URI asked = network.route().apply(uri);
        // Java looks at it no earlier than when it connects, and then fails as if this were a mistake of ours.
        if (asked.getPort() > LAST_PORT) {
            throw new IOException("There is no such port: " + withoutQuery(uri));
        }
        if (!(asked.toURL().openConnection() instanceof HttpURLConnection connection)) {
            throw new IOException("Not an http or https URL: " + withoutQuery(uri));
        }
        if (connection instanceof HttpsURLConnection secure) {
            network.tls().get().ifPresent(secure::setSSLSocketFactory);
        }
        current = connection;
        connection.setRequestMethod(method);
        connection.setConnectTimeout(CONNECT_MILLIS);
        connection.setReadTimeout(stallMillis);
        connection.setRequestProperty("x-ms-version", STORAGE_VERSION);
        connection.setRequestProperty("User-Agent", "batchbench-node");
        headers.forEach(connection::setRequestProperty);
        if (!asked.getScheme().equals(uri.getScheme())) {
            // A signature may be good for https only, and that is what the task has named.
            connection.setRequestProperty("X-Forwarded-Proto", uri.getScheme());
        }
        return connection;
    }

    private static void check(HttpURLConnection connection, URI uri, String method) throws IOException {
        int status = connection.getResponseCode();
        if (status <= LAST_GOOD_STATUS) {
            return;
        }
        String code = connection.getHeaderField("x-ms-error-code");
        try (InputStream body = connection.getErrorStream()) {
            if (body != null) {
                body.readAllBytes();
            }
        }
        throw new HttpStatusException(method, uri, status, code == null ? "" : code);
    }

    /** The URL as it may be shown. */
    static String withoutQuery(URI uri) {
        String text = uri.toString();
        int query = text.indexOf('?');
        return query < 0 ? text : text.substring(0, query);
    }
}
