package io.github.batchbench.junit;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * What there is before tests and after them. While several tests run at the same time nobody can say whose a new thing
 * is, so it is looked for when none of them runs any more; all that ran since the last such moment are suspects then.
 * Thread-safe.
 */
final class LeakDetector {
    private static final int LOOKS = 50;

    private final Supplier<Set<Trace>> look;
    private final boolean patient;
    private final Set<String> running = new TreeSet<>();
    private final Map<String, Set<Leftover>> suspects = new LinkedHashMap<>();
    private Set<Trace> before = Set.of();

    /**
     * A detector.
     *
     * @param patient whether things may take a moment to end by themselves
     */
    LeakDetector(Supplier<Set<Trace>> look, boolean patient) {
        this.patient = patient;
        this.look = look;
    }

    /**
     * What was left.
     *
     * @param traces in the order in which they were found; may be empty
     * @param suspects the tests that may have left it, the one that tells last
     */
    record Finding(Set<Trace> traces, Set<String> suspects) {
        static final Finding NOTHING = new Finding(Set.of(), Set.of());
    }

    /** A test begins; no effect if it has begun. */
    synchronized void enter(String test, Set<Leftover> mayLeave) {
        if (running.isEmpty()) {
            before = look.get();
            suspects.clear();
        }
        running.add(test);
        suspects.put(test, mayLeave);
    }

    /** A test is over. */
    synchronized Finding leave(String test) {
        if (!running.remove(test) || !running.isEmpty()) {
            return Finding.NOTHING;
        }
        Set<Trace> left = left();
        for (int looks = 1; patient && !left.isEmpty() && looks < LOOKS && paused(); looks++) {
            left = left();
        }
        // Whoever may leave such a thing may have left this one.
        left.removeIf(trace -> suspects.values().stream().anyMatch(mayLeave -> mayLeave.contains(trace.kind())));
        return new Finding(left, new LinkedHashSet<>(suspects.keySet()));
    }

    private Set<Trace> left() {
        Set<Trace> left = new LinkedHashSet<>(look.get());
        left.removeAll(before);
        return left;
    }

    private static boolean paused() {
        try {
            TimeUnit.MILLISECONDS.sleep(20);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
