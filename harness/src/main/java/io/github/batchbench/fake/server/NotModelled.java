package io.github.batchbench.fake.server;

import io.github.batchbench.fake.protocol.Content;
import io.github.batchbench.fake.protocol.Handler;
import io.github.batchbench.fake.protocol.Request;
import io.github.batchbench.fake.protocol.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What callers asked for that the fake does not do and has answered with 501. Whoever swallows that answer would take
 * the fake's limits for the service's. Thread-safe.
 */
public final class NotModelled {
    private static final Pattern NAME =
            Pattern.compile("\"([^\"]+) is not modelled by Batchbench|<Message>The fake does not ([^\\n<]+)");
    private static final Pattern PART = Pattern.compile("HTTP/1\\.1 501 ");

    private final List<Call> calls = new CopyOnWriteArrayList<>();

    NotModelled() {}

    /**
     * One such request.
     *
     * @param method the HTTP method
     * @param path the raw path, without query
     * @param what the name of the operation or property
     */
    public record Call(String method, String path, String what) {
        /** For people. */
        @Override
        public String toString() {
            return what + " (" + method + " " + path + ")";
        }
    }

    /** All of them so far, the oldest first. */
    public List<Call> calls() {
        return List.copyOf(calls);
    }

    Handler noting(Handler api) {
        return api.answeredBy(request -> {
            Response answer = api.handle(request);
            note(request, answer);
            return answer;
        });
    }

    private void note(Request request, Response answer) {
        if (answer.status() == 501) {
            note(request, text(answer.body()));
        } else if (isBatch(answer)) {
            String parts = text(answer.body());
            if (PART.matcher(parts).find()) {
                note(request, parts);
            }
        }
    }

    /** Not a blob whose content type is the same, which may be of any length. */
    private static boolean isBatch(Response answer) {
        return answer.status() == 202
                && answer.headers()
                        .first("Content-Type")
                        .filter(type -> type.startsWith("multipart/"))
                        .isPresent();
    }

    private void note(Request request, String body) {
        Matcher matcher = NAME.matcher(body);
        String what = !matcher.find() ? "an operation" : matcher.group(matcher.group(1) == null ? 2 : 1);
        calls.add(new Call(request.method(), request.path(), what.strip()));
    }

    private static String text(Content body) {
        try {
            return new String(body.bytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
