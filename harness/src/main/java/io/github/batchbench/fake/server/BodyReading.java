package io.github.batchbench.fake.server;

import io.github.batchbench.fake.protocol.Content;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import wiremock.jakarta.servlet.AsyncContext;
import wiremock.jakarta.servlet.ReadListener;
import wiremock.jakarta.servlet.ServletInputStream;
import wiremock.org.eclipse.jetty.http.BadMessageException;

/**
 * Takes in a body as it arrives, without a thread that waits for it. What is longer than the limit is thrown away, so
 * that the client gets to read the answer. In the end the request is dispatched again.
 */
final class BodyReading implements ReadListener {
    /** So much more than the limit is read and thrown away. */
    static final long THROWN_AWAY = 64L << 20;

    private static final int BUFFER = 32 << 10;

    /** A body that is slower than this after {@link #GRACE_SECONDS} does not mean to end. */
    private static final long SLOWEST_BYTES_A_SECOND = 256;

    private static final long GRACE_SECONDS = 30;

    private final AsyncContext async;
    private final ServletInputStream in;
    private final long limit;
    private final long most;
    private final SpooledBody body;
    private final long start = System.nanoTime();
    private long length;
    private Optional<Failure> failure = Optional.empty();
    private boolean over;

    /** Why there is no whole body. */
    record Failure(int status, String reason) {}

    /**
     * Begins to read.
     *
     * @param limit what is kept at most
     * @param most what any request on this port may have
     */
    BodyReading(AsyncContext async, ServletInputStream in, long limit, long most, Path spool) {
        this.async = async;
        this.in = in;
        this.limit = limit;
        this.most = Math.min(most, limit + THROWN_AWAY);
        this.body = new SpooledBody(spool);
    }

    @Override
    public void onDataAvailable() {
        byte[] buffer = new byte[BUFFER];
        try {
            while (!over && in.isReady()) {
                int count = in.read(buffer);
                if (count < 0) {
                    return;
                }
                take(buffer, count);
            }
        } catch (IOException | RuntimeException e) {
            onError(e);
        }
    }

    private void take(byte[] buffer, int count) throws IOException {
        length += count;
        if (length <= limit) {
            body.add(buffer, count);
        } else {
            body.close();
        }
        if (length > most) {
            fail(413, "The body is longer than " + limit + " bytes.");
        } else if (isTooSlow()) {
            fail(408, "The body came too slowly.");
        }
    }

    private boolean isTooSlow() {
        long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
        return seconds > GRACE_SECONDS && length / seconds < SLOWEST_BYTES_A_SECOND;
    }

    @Override
    public void onAllDataRead() {
        try {
            body.finish();
            end();
        } catch (IOException e) {
            fail(507, "The body of the request could not be kept.");
        }
    }

    @Override
    public void onError(Throwable trouble) {
        if (trouble instanceof BadMessageException bad) {
            fail(bad.getCode(), "The body cannot be read: " + bad.getReason());
        } else if (trouble instanceof TimeoutException || trouble.getCause() instanceof TimeoutException) {
            fail(408, "The body did not come to its end in time.");
        } else {
            fail(400, "The body ended too early.");
        }
    }

    private void fail(int status, String reason) {
        failure = Optional.of(new Failure(status, reason));
        end();
    }

    private void end() {
        if (!over) {
            over = true;
            async.dispatch();
        }
    }

    /** Why the body is not whole, empty if it is. */
    Optional<Failure> failure() {
        return failure;
    }

    /** The body, or one that was too long to be kept. */
    Content content() {
        return length > limit ? new UnreadBody(length) : body;
    }

    /** Drops what has not been moved. */
    void close() {
        body.close();
    }
}
