package io.github.batchbench.azure.waiting;

import java.time.Duration;

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
        Duration wait = FIRST;
        Duration waited = Duration.ZERO;
        while (!done.ask()) {
            if (waited.compareTo(patience) >= 0) {
                return false;
            }
            pause.pause(wait);
            waited = waited.plus(wait);
            Duration longer = wait.plus(wait.dividedBy(2));
            wait = longer.compareTo(LONGEST_AT_FIRST) < 0 ? longer : longest(waited);
        }
        return true;
    }

    private static Duration longest(Duration waited) {
        Duration part = waited.dividedBy(PART);
        return part.compareTo(LONGEST_AT_FIRST) < 0 ? LONGEST_AT_FIRST : part;
    }
}
