package io.github.batchbench.nodetask;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpHeader;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Map;
import javax.net.ssl.HttpsURLConnection;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The storage SDK's transport on the JDK's oldest client: a task sends one request, and this one needs no thread of its
 * own and a tenth of the start-up time of Netty or {@code java.net.http}.
 */
final class UrlConnectionHttpClient implements HttpClient {
    private static final int CONNECT_MILLIS = 10_000;
    private static final int READ_MILLIS = 60_000;

    @Override
    public Mono<HttpResponse> send(HttpRequest request) {
        return Mono.fromCallable(() -> exchange(request));
    }

    @Override
    public HttpResponse sendSync(HttpRequest request, Context context) {
        try {
            return exchange(request);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static HttpResponse exchange(HttpRequest request) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) request.getUrl().openConnection();
        if (connection instanceof HttpsURLConnection secure) {
            TrustedFile.ofEnvironment(System.getenv()).ifPresent(secure::setSSLSocketFactory);
        }
        connection.setConnectTimeout(CONNECT_MILLIS);
        connection.setReadTimeout(READ_MILLIS);
        connection.setInstanceFollowRedirects(false);
        connection.setRequestMethod(request.getHttpMethod().toString());
        for (HttpHeader header : request.getHeaders()) {
            connection.setRequestProperty(header.getName(), header.getValue());
        }
        send(request.getBodyAsBinaryData(), request.getHeaders(), connection);
        return new BytesHttpResponse(request, connection.getResponseCode(), headers(connection), body(connection));
    }

    private static void send(@Nullable BinaryData body, HttpHeaders headers, HttpURLConnection connection)
            throws IOException {
        if (body == null) {
            return;
        }
        connection.setDoOutput(true);
        connection.setFixedLengthStreamingMode(Long.parseLong(headers.getValue(HttpHeaderName.CONTENT_LENGTH)));
        try (OutputStream out = connection.getOutputStream();
                InputStream in = body.toStream()) {
            in.transferTo(out);
        }
    }

    private static HttpHeaders headers(HttpURLConnection connection) {
        HttpHeaders headers = new HttpHeaders();
        for (Map.Entry<@Nullable String, List<String>> field :
                connection.getHeaderFields().entrySet()) {
            // The status line is the field without a name.
            if (field.getKey() != null) {
                headers.set(HttpHeaderName.fromString(field.getKey()), field.getValue());
            }
        }
        return headers;
    }

    private static byte[] body(HttpURLConnection connection) throws IOException {
        InputStream source =
                connection.getResponseCode() >= 400 ? connection.getErrorStream() : connection.getInputStream();
        if (source == null) {
            return new byte[0];
        }
        try (InputStream in = source) {
            return in.readAllBytes();
        }
    }
}
