package io.github.batchbench.fake.node.files;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the fake's clock showed when a file of a node was written, should that clock be virtual: the files themselves
 * have the machine's time. A file belongs to the run in its folder, or else on its node, that was nearest to it; within a
 * run time goes as on the machine, but not beyond the run's end. Thread-safe.
 */
public final class FileTimes {
    private static final int MOST = 256;

    /** A run, in the machine's time and on the fake's clock. */
    public static final class Span {
        private final String directory;
        private final Instant realStart;
        private final Instant start;
        private volatile @Nullable Instant realEnd;
        private volatile @Nullable Instant end;

        private Span(String directory, Instant realStart, Instant start) {
            this.directory = directory;
            this.realStart = realStart;
            this.start = start;
        }

        /** How far from the run's time; file systems note times some milliseconds late. */
        private Duration distance(Instant real) {
            if (real.isBefore(realStart)) {
                return Duration.between(real, realStart);
            }
            Instant last = realEnd;
            return last == null || !real.isAfter(last) ? Duration.ZERO : Duration.between(last, real);
        }

        private Instant shown(Instant real, Instant now) {
            Instant shifted = start.plus(Duration.between(realStart, real));
            Instant latest = end == null ? now : end;
            return shifted.isBefore(start) ? start : shifted.isAfter(latest) ? latest : shifted;
        }
    }

    private final Supplier<Optional<Instant>> virtualNow;
    private final Deque<Span> spans = new ConcurrentLinkedDeque<>();

    public FileTimes(Supplier<Optional<Instant>> virtualNow) {
        this.virtualNow = virtualNow;
    }

    /** Something begins to write below a folder; null if time is real. */
    public @Nullable Span begin(String directory) {
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
    public void end(@Nullable Span span) {
        if (span != null) {
            span.realEnd = Instant.now();
            span.end = virtualNow.get().orElse(null);
        }
    }

    /** The time of a file as clients see it. */
    public Instant shown(String path, Instant real) {
        Instant now = virtualNow.get().orElse(null);
        if (now == null) {
            return real;
        }
        return nearest(real, span -> path.startsWith(span.directory + "/"))
                .or(() -> nearest(real, span -> true))
                .map(span -> span.shown(real, now))
                .orElse(real);
    }

    private Optional<Span> nearest(Instant real, Predicate<Span> wanted) {
        return spans.stream().filter(wanted).min(Comparator.comparing(span -> span.distance(real)));
    }
}
