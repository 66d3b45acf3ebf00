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

    /** Whether it has happened by the end of the patience, by the time of the pause. */
    public static boolean until(Pause pause, Duration patience, Question done) throws InterruptedException {
        Instant began = pause.steady();
        long mark = pause.mark();
        while (!done.ask()) {
            Duration waited = Duration.between(began, pause.steady());
            if (waited.compareTo(patience) >= 0) {
                return false;
            }
            pause.pauseAfter(mark, next(waited));
            mark = pause.mark();
        }
        return true;
    }

    /** Each is half as long again as the one before, if the questions themselves take no time. */
    private static Duration next(Duration waited) {
        Duration growing = FIRST.plus(waited.dividedBy(2));
        Duration part = waited.dividedBy(PART);
        Duration longest = part.compareTo(LONGEST_AT_FIRST) < 0 ? LONGEST_AT_FIRST : part;
        return growing.compareTo(longest) < 0 ? growing : longest;
    }
}
