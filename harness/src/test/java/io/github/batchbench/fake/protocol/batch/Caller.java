package io.github.batchbench.fake.protocol.batch;

import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.protocol.Content;
import io.github.batchbench.fake.protocol.Handler;
import io.github.batchbench.fake.protocol.Headers;
import io.github.batchbench.fake.protocol.HttpDates;
import io.github.batchbench.fake.protocol.Request;
import io.github.batchbench.fake.protocol.Response;
import io.github.batchbench.fake.protocol.batch.json.JsonReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.commons.codec.digest.HmacAlgorithms;
import org.apache.commons.codec.digest.HmacUtils;

/** Calls an API as a client would, with requests signed by a second implementation of the scheme. */
final class Caller {
    static final String ACCOUNT = "myaccount";
    static final String KEY = Base64.getEncoder().encodeToString("a key of the tests".getBytes(StandardCharsets.UTF_8));
    static final String VERSION = "2024-07-01.20.0";

    /** An answer with its body read. */
    record Result(int status, Headers headers, String text) {
        Document json() {
            return JsonReader.object(text.getBytes(StandardCharsets.UTF_8));
        }

        String code() {
            return json().string("code").orElse("");
        }

        /** The error's values as {@code key=value}. */
        List<String> values() {
            return json().objects("values").stream()
                    .map(value -> value.string("key").orElse("") + "="
                            + value.string("value").orElse(""))
                    .toList();
        }

        String header(String name) {
            return headers.first(name).orElse("");
        }
    }

    private final Handler api;
    private final Instant now;
    private final String version;
    private final Headers extra;

    Caller(Handler api, Instant now) {
        this(api, now, VERSION, Headers.NONE);
    }

    private Caller(Handler api, Instant now, String version, Headers extra) {
        this.api = api;
        this.now = now;
        this.version = version;
        this.extra = extra;
    }

    Caller version(String other) {
        return new Caller(api, now, other, extra);
    }

    Caller with(String header, String value) {
        return new Caller(api, now, version, extra.with(header, value));
    }

    Result get(String path) {
        return send("GET", path, "");
    }

    Result post(String path, String body) {
        return send("POST", path, body);
    }

    Result send(String method, String path, String body) {
        int mark = path.indexOf('?');
        String query = "api-version=" + version + (mark < 0 ? "" : "&" + path.substring(mark + 1));
        return raw(method, mark < 0 ? path : path.substring(0, mark), query, body);
    }

    /** Sends a request whose query is all there is. */
    Result raw(String method, String path, String query, String body) {
        Headers headers = extra.with("Host", "localhost:8080").with("ocp-date", HttpDates.format(now));
        if (!body.isEmpty() && extra.first("Content-Type").isEmpty()) {
            headers = headers.with("Content-Type", "application/json; odata=minimalmetadata; charset=utf-8");
        }
        if (!body.isEmpty()) {
            headers = headers.with("Content-Length", Integer.toString(body.getBytes(StandardCharsets.UTF_8).length));
        }
        Headers signed = extra.first("Authorization").isPresent()
                ? headers
                : headers.with("Authorization", authorization(method, path, query, headers));
        return of(api.handle(new Request(method, path, query, signed, Content.of(body))));
    }

    Result handle(Request request) {
        return of(api.handle(request));
    }

    private static Result of(Response response) {
        try {
            return new Result(
                    response.status(),
                    response.headers(),
                    new String(response.body().bytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String authorization(String method, String path, String query, Headers headers) {
        String parameters = Arrays.stream(query.split("&", -1))
                .filter(part -> !part.isEmpty())
                .map(part -> URLDecoder.decode(part.replaceFirst("=", ":"), StandardCharsets.UTF_8))
                .sorted()
                .collect(Collectors.joining("\n"));
        return "SharedKey " + ACCOUNT + ":" + sign(method, headers, path, parameters);
    }

    /** The signature of a request with these parameters, as {@code name:value} lines. */
    static String sign(String method, Headers headers, String path, String parameters) {
        StringBuilder text = new StringBuilder(method);
        for (String name : List.of(
                "Content-Encoding",
                "Content-Language",
                "Content-Length",
                "Content-MD5",
                "Content-Type",
                "Date",
                "If-Modified-Since",
                "If-Match",
                "If-None-Match",
                "If-Unmodified-Since",
                "Range")) {
            text.append('\n').append(headers.first(name).orElse(""));
        }
        text.append('\n');
        headers.startingWith("ocp-").stream()
                .sorted((a, b) -> a.name().compareTo(b.name()))
                .forEach(header -> text.append(header.name().toLowerCase(Locale.ROOT))
                        .append(':')
                        .append(header.value())
                        .append('\n'));
        text.append('/').append(ACCOUNT).append(path);
        return hmac(text + (parameters.isEmpty() ? "" : "\n" + parameters));
    }

    private static String hmac(String text) {
        byte[] key = Base64.getDecoder().decode(KEY);
        return Base64.getEncoder().encodeToString(new HmacUtils(HmacAlgorithms.HMAC_SHA_256, key).hmac(text));
    }
}
