package io.github.batchbench.fake.server;

import io.github.batchbench.fake.protocol.Content;
import io.github.batchbench.fake.protocol.Headers.Header;
import io.github.batchbench.redaction.Redaction;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import wiremock.org.eclipse.jetty.server.Request;
import wiremock.org.eclipse.jetty.server.RequestLog;

/**
 * The latest requests of clients with what they were answered, whoever answered: the fake, a stub or the host. Of JSON
 * that was sent, the first few kilobytes are kept, and other text if it is short. Whoever reads it gets it without secrets.
 * Thread-safe.
 */
public final class RequestJournal {
    private static final int MOST = 1000;
    private static final int LONGEST_TEXT = 4096;
    private static final int LONGEST_QUERY = 2048;
    private static final char NO_LETTER = '\uFFFD';
    private static final String BEGUN = RequestJournal.class.getName();
    private static final String ERROR = BEGUN + ".error";
    private static final String REACHED = BEGUN + ".reached";
    private static final String OWN = "/__batchbench/";

    /** What a client says anew with each request, how it travels, and keys. */
    private static final Set<String> NOT_KEPT = Set.of(
            "accept-encoding",
            "authorization",
            "connection",
            "content-length",
            "cookie",
            "date",
            "expect",
            "host",
            "http2-settings",
            "keep-alive",
            "ocp-date",
            "te",
            "transfer-encoding",
            "upgrade",
            "user-agent",
            "x-ms-copy-source-authorization",
            "x-ms-date",
            "x-ms-encryption-key");

    /**
     * What a client has sent.
     *
     * @param headers as {@code Name: value}, but for keys, dates and what is between two machines only
     * @param body what JSON was sent, perhaps cut, or a short text; empty for everything else
     * @param length of the whole body, in bytes
     */
    public record Sent(List<String> headers, String body, long length) {
        private static final Sent NOTHING = new Sent(List.of(), "", 0);
    }

    /**
     * One request.
     *
     * @param number counts all requests
     * @param at when it was answered, in real time
     * @param service {@code batch} or {@code blob}
     * @param address scheme, host and port as the client has called them
     * @param target raw path and query, without signatures
     * @param status the HTTP status
     * @param stubbed whether a stub or a fault has answered, and the service has not seen it
     * @param micros how long the answer took once the request was there
     * @param error the body of an answer that says what is wrong; empty if nothing is
     */
    public record Entry(
            long number,
            Instant at,
            String service,
            String address,
            String method,
            String target,
            Sent sent,
            int status,
            boolean stubbed,
            long micros,
            String error) {}

    /** An entry as it may be shown. */
    private static Entry withoutSecrets(Entry entry) {
        Redaction redaction = Redaction.of();
        Sent sent = entry.sent();
        return new Entry(
                entry.number(),
                entry.at(),
                entry.service(),
                entry.address(),
                entry.method(),
                redaction.apply(entry.target()),
                new Sent(
                        sent.headers().stream().map(redaction::apply).toList(),
                        redaction.apply(sent.body()),
                        sent.length()),
                entry.status(),
                entry.stubbed(),
                entry.micros(),
                redaction.apply(entry.error()));
    }

    /** A request that is there with its body, which is not there any more when it is over. */
    record Begun(long nanoTime, Sent sent) {}

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

    /** A request begins. */
    void begin(Request request, io.github.batchbench.fake.protocol.Request read) {
        request.setAttribute(BEGUN, begun(read));
    }

    static Begun begun(io.github.batchbench.fake.protocol.Request read) {
        return new Begun(System.nanoTime(), sent(read));
    }

    /** What was wrong with it. */
    static void note(Request request, Content error) {
        request.setAttribute(ERROR, text(error));
    }

    /** The service itself sees the request. */
    static void reached(Request request) {
        request.setAttribute(REACHED, true);
    }

    private static Sent sent(io.github.batchbench.fake.protocol.Request read) {
        List<String> headers = new ArrayList<>();
        for (Header header : read.headers().lines()) {
            if (!NOT_KEPT.contains(header.name().toLowerCase(Locale.ROOT))) {
                headers.add(header.name() + ": " + header.value());
            }
        }
        return new Sent(headers, sample(read), Math.max(0, read.body().length()));
    }

    private static String sample(io.github.batchbench.fake.protocol.Request read) {
        boolean json = read.headers()
                .first("Content-Type")
                .filter(type -> type.startsWith("application/json"))
                .isPresent();
        if (read.body() instanceof UnreadBody || !(json || read.body().length() <= LONGEST_TEXT)) {
            return "";
        }
        String text = text(read.body());
        return json || isText(text) ? text : "";
    }

    /** No byte of it is one that no text has. */
    private static boolean isText(String decoded) {
        return decoded.chars().noneMatch(letter -> letter == 0 || letter == NO_LETTER);
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
                Begun begun = (Begun) request.getAttribute(BEGUN);
                Object error = request.getAttribute(ERROR);
                add(
                        service,
                        address(request, begun != null),
                        request.getMethod(),
                        target(request.getRequestURI(), request.getQueryString()),
                        begun,
                        response.getCommittedMetaData().getStatus(),
                        begun != null && request.getAttribute(REACHED) == null,
                        error == null ? "" : (String) error);
            }
        };
    }

    /** The service itself has answered a request that came without a connection. */
    void add(
            String service,
            io.github.batchbench.fake.protocol.Request request,
            Begun begun,
            io.github.batchbench.fake.protocol.Response answer) {
        String error = RawAnswer.isError(answer) ? text(answer.body()) : "";
        String target = target(request.path(), request.query());
        add(service, request.origin(), request.method(), target, begun, answer.status(), false, error);
    }

    private void add(
            String service,
            String address,
            String method,
            String target,
            @Nullable Begun begun,
            int status,
            boolean stubbed,
            String error) {
        long micros = begun == null ? 0 : (System.nanoTime() - begun.nanoTime()) / 1000;
        synchronized (this) {
            count++;
            entries.addLast(new Entry(
                    count,
                    Instant.ofEpochMilli(System.currentTimeMillis()),
                    service,
                    address,
                    method,
                    target,
                    begun == null ? Sent.NOTHING : begun.sent(),
                    status,
                    stubbed,
                    micros,
                    error));
            if (entries.size() > MOST) {
                entries.removeFirst();
            }
        }
    }

    /** The Host of a request that was refused for it is anybody's, and nobody is to send it there again. */
    private static String address(Request request, boolean letIn) {
        return letIn ? request.getRootURL().toString() : request.getScheme() + "://127.0.0.1:" + request.getLocalPort();
    }

    private static String target(String path, @Nullable String query) {
        return query == null || query.isEmpty()
                ? path
                : path + "?" + query.substring(0, Math.min(query.length(), LONGEST_QUERY));
    }
}
