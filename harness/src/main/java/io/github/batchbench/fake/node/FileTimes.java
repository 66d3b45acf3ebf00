package io.github.batchbench.fake.node;

import java.time.Duration;
import java.time.Instant;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the fake's clock showed when a file of a node was written, should that clock be virtual: the files themselves
 * have the machine's time. A file belongs to the latest run in its folder, or else on its node, that had begun by then;
 * within a run time goes as on the machine, but not beyond the run's end. Thread-safe.
 */
final class FileTimes {
    private static final int MOST = 256;

    /** File systems note times up to this much late. */
    private static final Duration TICK = Duration.ofMillis(20);

    /** A run, in the machine's time and on the fake's clock. */
    static final class Span {
        private final String directory;
        private final Instant realStart;
        private final Instant start;
        private volatile @Nullable Instant end;

        private Span(String directory, Instant realStart, Instant start) {
            this.directory = directory;
            this.realStart = realStart;
            this.start = start;
        }

        private boolean begunBy(Instant real) {
            return !realStart.minus(TICK).isAfter(real);
        }

        private Instant shown(Instant real, Instant now) {
            Instant shifted = start.plus(Duration.between(realStart, real));
            Instant latest = end == null ? now : end;
            return shifted.isBefore(start) ? start : shifted.isAfter(latest) ? latest : shifted;
        }
    }

    private final Supplier<Optional<Instant>> virtualNow;
    private final Deque<Span> spans = new ConcurrentLinkedDeque<>();

    FileTimes(Supplier<Optional<Instant>> virtualNow) {
        this.virtualNow = virtualNow;
        begin("");
    }

    /** Something begins to write below a folder; null if time is real. */
    @Nullable
    Span begin(String directory) {
        Instant now = virtualNow.get().orElse(null);
        if (now == null) {
            return null;
        }
        Span span = new Span(directory, Instant.now(), now);
        spans.addFirst(span);
        if (spans.size() > MOST) {
            spans.pollLast();
        }
        return span;
    }

    /** It writes no more. */
    void end(@Nullable Span span) {
        if (span != null) {
            span.end = virtualNow.get().orElse(null);
        }
    }

    /** The time of a file as clients see it. */
    Instant shown(String path, Instant real) {
        Instant now = virtualNow.get().orElse(null);
        if (now == null) {
            return real;
        }
        return spans.stream()
                .filter(span ->
                        span.begunBy(real) && !span.directory.isEmpty() && path.startsWith(span.directory + "/"))
                .findFirst()
                .or(() -> spans.stream().filter(span -> span.begunBy(real)).findFirst())
                .map(span -> span.shown(real, now))
                .orElse(real);
    }
}
