package io.github.batchbench.api;

import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.matching.MatchResult;
import com.github.tomakehurst.wiremock.matching.ValueMatcher;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The requests that a fault strikes.
 *
 * @param method the HTTP method, empty for any
 * @param path what the whole path must match, as it is on the wire
 * @param body what must hold for the body
 * @param times how many of them, and then no more
 */
record StruckRequests(String method, Pattern path, Predicate<String> body, long times) {
    private static final Pattern ANY_PATH = Pattern.compile(".*");

    /** All of them. */
    static final StruckRequests ALL = new StruckRequests("", ANY_PATH, text -> true, Long.MAX_VALUE);

    StruckRequests at(String newMethod, Pattern newPath) {
        return new StruckRequests(newMethod, newPath, body, times);
    }

    StruckRequests withBody(Predicate<String> newBody) {
        return new StruckRequests(method, path, newBody, times);
    }

    StruckRequests times(long most) {
        if (most < 1) {
            throw new IllegalArgumentException("A fault strikes at least once, not " + most + " times.");
        }
        return new StruckRequests(method, path, body, most);
    }

    private boolean match(Request request) {
        return (method.isEmpty() || request.getMethod().value().equalsIgnoreCase(method))
                && path.matcher(pathOf(request.getUrl())).matches()
                && body.test(request.getBodyAsString());
    }

    private static String pathOf(String url) {
        int query = url.indexOf('?');
        return query < 0 ? url : url.substring(0, query);
    }

    /** Counts and matches in one step, so that concurrent requests share out what is left. */
    ValueMatcher<Request> counting(AtomicLong struck) {
        return request -> MatchResult.of(match(request) && struck.getAndUpdate(n -> Math.min(n + 1, times)) < times);
    }
}
