package io.github.batchbench.api;

import io.github.batchbench.fake.blob.BlobKey;
import io.github.batchbench.fake.portal.ChangeFeed;
import io.github.batchbench.fake.portal.PortalDoor;
import io.github.batchbench.fake.portal.PortalViews;
import io.github.batchbench.fake.protocol.Handler;
import io.github.batchbench.fake.protocol.Headers;
import io.github.batchbench.fake.protocol.Headers.Header;
import io.github.batchbench.fake.protocol.Request;
import io.github.batchbench.fake.protocol.Response;
import io.github.batchbench.fake.server.RequestJournal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The services as the portal's page uses them: the same operations with the same rules, past stubs and faults, which are
 * for the clients that are tested. Made when it is first asked for. Thread-safe.
 */
final class PortalServices implements AutoCloseable {
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
    private static final String BLOB_VERSION = "2021-12-02";

    /** What is shown of one Batch account, and how open pages hear of its changes. */
    private record Account(ChangeFeed feed, Map<String, Handler> rooms) {}

    private final BatchServer first;
    private final Supplier<Map<String, BatchServer>> others;
    private final BlobServer blobs;
    private final RequestJournal requests = new RequestJournal();
    private final Map<BatchServer, Account> accounts = new ConcurrentHashMap<>();
    private @Nullable PortalDoor door;

    /**
     * Services for the page.
     *
     * @param others the Batch accounts beside the first that are there now, by their names
     */
    PortalServices(BatchServer first, Supplier<Map<String, BatchServer>> others, BlobServer blobs) {
        this.first = first;
        this.others = others;
        this.blobs = blobs;
    }

    /**
     * The way in.
     *
     * @param controls what no service has an operation for
     * @param surroundings what the overview says beside an account, by its name, which is empty for the first
     */
    synchronized PortalDoor door(Handler controls, Function<String, Map<String, Object>> surroundings) {
        if (door == null) {
            Map<String, Handler> rooms =
                    new HashMap<>(open(first, () -> surroundings.apply("")).rooms());
            rooms.put("of", request -> ofOther(request, surroundings));
            rooms.put("blob", hearing(as(blobs.ownToken(), blobs.trusting())));
            rooms.put("control", hearing(controls));
            door = new PortalDoor(rooms);
        }
        return door;
    }

    private Account open(BatchServer server, Supplier<Map<String, Object>> surroundings) {
        return accounts.computeIfAbsent(server, unused -> {
            ChangeFeed news = new ChangeFeed(server.account().changes());
            String token = blobs.ownToken();
            return new Account(
                    news,
                    Map.of(
                            "batch",
                            hearing(as(token, server.apiFor(token))),
                            "view",
                            new PortalViews(server.account(), requests, surroundings),
                            "events",
                            request -> events(news)));
        });
    }

    /** The same for an account that was made later: {@code /NAME/batch/…}. */
    private Response ofOther(Request request, Function<String, Map<String, Object>> surroundings) {
        forgetGone();
        String[] words = request.path().split("/", 4);
        String name = words[1];
        BatchServer server = others.get().get(name);
        if (server == null || words.length < 3) {
            return PortalViews.json(404, Map.of("message", "There is no Batch account '" + name + "' any more."));
        }
        Supplier<Map<String, Object>> own = () -> {
            Map<String, Object> facts = new HashMap<>(surroundings.apply(name));
            facts.put("account", name);
            facts.put("batchEndpoint", server.uri().toString());
            return facts;
        };
        Handler room = open(server, own).rooms().get(words[2]);
        return room == null
                ? PortalViews.json(404, Map.of("message", "There is no such thing in the portal."))
                : room.handle(new Request(
                        request.method(),
                        "/" + (words.length < 4 ? "" : words[3]),
                        request.query(),
                        request.headers(),
                        request.body(),
                        request.secure()));
    }

    /** Where tasks, nodes and pools of an account that was made later can be stopped. */
    Holds holds(String account) {
        BatchServer server = others.get().get(account);
        if (server == null) {
            throw new IllegalArgumentException("There is no Batch account '" + account + "' any more.");
        }
        return new Holds(server.account().holds());
    }

    private void forgetGone() {
        Collection<BatchServer> there = others.get().values();
        accounts.entrySet().removeIf(account -> {
            boolean gone = account.getKey() != first && !there.contains(account.getKey());
            if (gone) {
                account.getValue().feed().close();
            }
            return gone;
        });
    }

    /** Where the requests of clients are noted. */
    RequestJournal requests() {
        return requests;
    }

    private static Response events(ChangeFeed news) {
        return new Response(200, Headers.NONE.with("Content-Type", "text/event-stream;charset=utf-8"), news);
    }

    private static Handler as(String token, Handler service) {
        return request -> {
            List<Header> lines = new ArrayList<>(request.headers().lines());
            lines.add(new Header("Authorization", "Bearer " + token));
            if (request.headers().first("x-ms-version").isEmpty()) {
                lines.add(new Header("x-ms-version", BLOB_VERSION));
            }
            return service.handle(new Request(
                    request.method(),
                    request.path(),
                    request.query(),
                    Headers.of(lines),
                    request.body(),
                    request.secure()));
        };
    }

    /** Open pages hear of what a request may have changed. */
    Handler hearing(Handler service) {
        return service.answeredBy(request -> {
            Response answer = service.handle(request);
            if (!READING.contains(request.method())) {
                accounts.values().forEach(account -> account.feed().changed());
            }
            return answer;
        });
    }

    /** The URL of a blob with a signature that lasts until then. */
    String signed(StorageKeys keys, BlobKey blob, String permissions, Instant until) {
        return blobs.signed(keys, blob, permissions, until);
    }

    @Override
    public void close() {
        accounts.values().forEach(account -> account.feed().close());
    }
}
