package io.github.batchbench.fake.init;

import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.protocol.Content;
import io.github.batchbench.fake.protocol.Handler;
import io.github.batchbench.fake.protocol.Headers;
import io.github.batchbench.fake.protocol.Request;
import io.github.batchbench.fake.protocol.Response;
import io.github.batchbench.fake.protocol.batch.json.JsonPrinter;
import io.github.batchbench.fake.protocol.batch.json.JsonReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Requests to one of the services, past the network, by a token that it takes. What it refuses is said of the file's field. */
final class InitialCalls {
    private static final int FIRST_REFUSAL = 300;
    private static final Pattern XML_MESSAGE = Pattern.compile("<Message>(.*?)</Message>", Pattern.DOTALL);
    private static final Pattern NAME = Pattern.compile("[A-Za-z]\\w*");

    private final Handler api;
    private final String token;

    InitialCalls(Handler api, String token) {
        this.api = api;
        this.token = token;
    }

    /**
     * Adds an entity by Batch's API. One that is there already stays as it is.
     *
     * @param version of the API
     * @param to the path of the collection
     * @param at the path of the entity, encoded
     * @throws InitFileException if the service refuses it
     */
    void add(Field entity, String version, String to, String at, Document body) {
        Response answer = post(version, to, body);
        boolean there = isRefused(answer) && !isRefused(send("GET", at, query(version), Headers.NONE, Content.EMPTY));
        if (isRefused(answer) && !there) {
            throw batchRefusal(entity, answer);
        }
    }

    /** Adds a user to a node; the API has no way to ask for one. */
    void addUser(Field user, String version, String to) {
        Response answer = post(version, to, user.document());
        if (isRefused(answer) && !text(answer).contains("\"NodeUserExists\"")) {
            throw batchRefusal(user, answer);
        }
    }

    private Response post(String version, String to, Document body) {
        Headers headers = Headers.NONE.with("Content-Type", "application/json; odata=minimalmetadata");
        return send("POST", to, query(version), headers, Content.of(JsonPrinter.onOneLine(body)));
    }

    private static String query(String version) {
        return "api-version=" + version;
    }

    /**
     * Puts something into Blob storage. What is there already stays as it is.
     *
     * @throws InitFileException if the service refuses it
     */
    void put(Field thing, String path, String query, Headers headers, Content body) {
        Headers all = headers.with("x-ms-version", "2021-12-02").with("Content-Length", Long.toString(body.length()));
        Response answer = send("PUT", path, query, all, body);
        if (isRefused(answer)) {
            String code = answer.headers().first("x-ms-error-code").orElse("status " + answer.status());
            if (!code.endsWith("AlreadyExists")) {
                Matcher message = XML_MESSAGE.matcher(text(answer));
                throw thing.wrong(code + ": " + (message.find() ? firstLine(message.group(1)) : "refused"));
            }
        }
    }

    private Response send(String method, String path, String query, Headers headers, Content body) {
        return api.handle(
                new Request(method, path, query, headers.with("Authorization", "Bearer " + token), body, true));
    }

    private static boolean isRefused(Response answer) {
        return answer.status() >= FIRST_REFUSAL;
    }

    /** With the line of the property that it names. */
    private static InitFileException batchRefusal(Field entity, Response answer) {
        Document error = JsonReader.object(text(answer).getBytes(StandardCharsets.UTF_8));
        String message = error.object("message")
                .flatMap(said -> said.string("value"))
                .map(InitialCalls::firstLine)
                .orElse("");
        List<Document> values = error.objects("values");
        String details = values.stream()
                .map(value -> " " + value.string("key").orElse("") + ": "
                        + value.string("value").orElse(""))
                .collect(Collectors.joining(";"));
        List<String> named = new ArrayList<>();
        for (String key : List.of("PropertyName", "Reason")) {
            values.stream()
                    .filter(value -> value.string("key").orElse("").equals(key))
                    .flatMap(value -> value.string("value").stream())
                    .flatMap(value -> NAME.matcher(value).results())
                    .forEach(found -> named.add(found.group()));
        }
        return entity.below(named)
                .wrong(error.string("code").orElse("status " + answer.status()) + ": " + message + details);
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }

    private static String text(Response answer) {
        try {
            return new String(answer.body().bytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
