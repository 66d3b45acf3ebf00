package io.github.batchbench.api;

import io.github.batchbench.fake.protocol.Handler;
import io.github.batchbench.fake.protocol.Request;
import io.github.batchbench.fake.protocol.Response;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * What callers asked for that the fake does not do and has answered with 501. Whoever swallows that answer would take
 * the fake's limits for the service's. Thread-safe.
 */
public final class NotModelled {
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
        String what = answer.aside().notModelled();
        if (what != null) {
            calls.add(new Call(request.method(), request.path(), what));
        }
    }
}
