package io.github.batchbench.azure.waiting;

import java.time.Duration;
import java.time.Instant;

/** Waits until something that the service has accepted has happened, asking less and less often. */
public final class Await {
    private static final Duration FIRST = Duration.ofMillis(50);
    private static final Duration LONGEST_AT_FIRST = Duration.ofSeconds(5);
    /** Of what has been waited already: so much at most goes unnoticed. */
    private static final int PART = 20;

    private Await() {}

    /** Something that can be asked of a service. */
    @FunctionalInterface
    public interface Question {
        /** Whether it has happened. */
        boolean ask() throws InterruptedException;
    }

    /** Something of a service that can be looked at. */
    @FunctionalInterface
    public interface Look<T> {
        /** What it is like now. */
        T take() throws InterruptedException;
    }

    /** What is waited for in something that is looked at. */
    @FunctionalInterface
    public interface Wish<T> {
        /** Whether this is it. */
        boolean isMetBy(T seen) throws InterruptedException;
    }

    /** Whether it has happened by the end of the patience, by the time of the pause. */
    public static boolean until(Pause pause, Duration patience, Question done) throws InterruptedException {
        return lookUntil(pause, patience, done::ask, happened -> happened);
    }

    /** What was seen last: what meets the wish, unless the patience is over, by the time of the pause. */
    public static <T> T lookUntil(Pause pause, Duration patience, Look<T> look, Wish<T> wish)
            throws InterruptedException {
        Instant began = pause.steady();
        while (true) {
            long mark = pause.mark();
            T seen = look.take();
            Duration waited = Duration.between(began, pause.steady());
            if (wish.isMetBy(seen) || waited.compareTo(patience) >= 0) {
                return seen;
            }
            pause.pauseAfter(mark, next(waited));
        }
    }

    /** Each is half as long again as the one before, if the questions themselves take no time. */
    private static Duration next(Duration waited) {
        Duration growing = FIRST.plus(waited.dividedBy(2));
        Duration part = waited.dividedBy(PART);
        Duration longest = part.compareTo(LONGEST_AT_FIRST) < 0 ? LONGEST_AT_FIRST : part;
        return growing.compareTo(longest) < 0 ? growing : longest;
    }
}
