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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The services as the portal's page uses them: the same operations with the same rules, past stubs and faults, which are
 * for the clients that are tested. Made when it is first asked for. Thread-safe.
 */
final class PortalServices implements AutoCloseable {
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
    private static final String BLOB_VERSION = "2021-12-02";

    private final BatchServer batch;
    private final BlobServer blobs;
    private final RequestJournal requests = new RequestJournal();
    private volatile @Nullable ChangeFeed feed;
    private @Nullable PortalDoor door;

    PortalServices(BatchServer batch, BlobServer blobs) {
        this.batch = batch;
        this.blobs = blobs;
    }

    /**
     * The way in.
     *
     * @param controls what no service has an operation for
     * @param surroundings what the overview says beside the account
     */
    synchronized PortalDoor door(Handler controls, Supplier<Map<String, Object>> surroundings) {
        if (door == null) {
            ChangeFeed news = new ChangeFeed(batch.account().changes());
            feed = news;
            String token = blobs.ownToken();
            door = new PortalDoor(Map.of(
                    "batch", hearing(as(token, batch.apiFor(token))),
                    "blob", hearing(as(token, blobs.trusting())),
                    "view", new PortalViews(batch.account(), requests, surroundings),
                    "control", hearing(controls),
                    "events", request -> events(news)));
        }
        return door;
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
            ChangeFeed news = feed;
            if (news != null && !READING.contains(request.method())) {
                news.changed();
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
        ChangeFeed news = feed;
        if (news != null) {
            news.close();
        }
    }
}
