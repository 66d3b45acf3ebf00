package io.github.batchbench.fake.server;

import io.github.batchbench.fake.protocol.Content;
import io.github.batchbench.redaction.Redaction;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import wiremock.org.eclipse.jetty.server.Request;
import wiremock.org.eclipse.jetty.server.RequestLog;
import wiremock.org.eclipse.jetty.server.Response;

/**
 * The latest requests of clients with what they were answered, whoever answered: the fake, a stub or the host. Of JSON
 * that was sent, the first few kilobytes are kept. Whoever reads it gets it without secrets. Thread-safe.
 */
public final class RequestJournal {
    private static final int MOST = 1000;
    private static final int LONGEST_TEXT = 4096;
    private static final int LONGEST_QUERY = 2048;
    private static final String BEGUN = RequestJournal.class.getName();
    private static final String ERROR = BEGUN + ".error";
    private static final String OWN = "/__batchbench/";

    /**
     * One request.
     *
     * @param number counts all requests
     * @param at when it was answered, in real time
     * @param service {@code batch} or {@code blob}
     * @param target raw path and query, without signatures
     * @param status the HTTP status
     * @param micros how long the answer took once the request was there
     * @param body what JSON was sent, perhaps cut; empty if it was none
     * @param error the body of an answer that says what is wrong; empty if nothing is
     */
    public record Entry(
            long number,
            Instant at,
            String service,
            String method,
            String target,
            int status,
            long micros,
            String body,
            String error) {}

    /** An entry as it may be shown. */
    private static Entry withoutSecrets(Entry entry) {
        Redaction redaction = Redaction.of();
        return new Entry(
                entry.number(),
                entry.at(),
                entry.service(),
                entry.method(),
                redaction.apply(entry.target()),
                entry.status(),
                entry.micros(),
                redaction.apply(entry.body()),
                redaction.apply(entry.error()));
    }

    private record Begun(long nanoTime, String body) {}

    private final Deque<Entry> entries = new ArrayDeque<>();
    private long count;

    /** The requests after this number, the oldest first; those that are forgotten are left out. */
    public List<Entry> since(long number) {
        List<Entry> all;
        synchronized (this) {
            all = List.copyOf(entries);
        }
        return all.stream()
                .filter(entry -> entry.number() > number)
                .map(RequestJournal::withoutSecrets)
                .toList();
    }

    /** Forgets all. */
    public synchronized void clear() {
        entries.clear();
    }

    /** A request is there with its body, which is not there any more when it is over. */
    void begin(Request request, io.github.batchbench.fake.protocol.Request read) {
        request.setAttribute(BEGUN, new Begun(System.nanoTime(), sample(read)));
    }

    /** What was wrong with it. */
    static void note(Request request, Content error) {
        request.setAttribute(ERROR, text(error));
    }

    private static String sample(io.github.batchbench.fake.protocol.Request read) {
        boolean json = read.headers()
                .first("Content-Type")
                .filter(type -> type.startsWith("application/json"))
                .isPresent();
        return json && !(read.body() instanceof UnreadBody) ? text(read.body()) : "";
    }

    private static String text(Content content) {
        if (content.length() <= 0) {
            return "";
        }
        try (var in = content.open()) {
            return new String(in.readNBytes(LONGEST_TEXT), StandardCharsets.UTF_8);
        } catch (IOException gone) {
            return "";
        }
    }

    /** Hears of every exchange of a server. */
    RequestLog of(String service) {
        return (request, response) -> {
            if (!request.getRequestURI().startsWith(OWN)) {
                add(service, request, response);
            }
        };
    }

    private void add(String service, Request request, Response response) {
        Begun begun = (Begun) request.getAttribute(BEGUN);
        long micros = begun == null ? 0 : (System.nanoTime() - begun.nanoTime()) / 1000;
        Object error = request.getAttribute(ERROR);
        String query = cut(request.getQueryString());
        String target = request.getRequestURI() + (query.isEmpty() ? "" : "?" + query);
        synchronized (this) {
            count++;
            entries.addLast(new Entry(
                    count,
                    Instant.ofEpochMilli(System.currentTimeMillis()),
                    service,
                    request.getMethod(),
                    target,
                    response.getCommittedMetaData().getStatus(),
                    micros,
                    begun == null ? "" : begun.body(),
                    error == null ? "" : (String) error));
            if (entries.size() > MOST) {
                entries.removeFirst();
            }
        }
    }

    private static String cut(@Nullable String query) {
        return query == null ? "" : query.substring(0, Math.min(query.length(), LONGEST_QUERY));
    }
}
