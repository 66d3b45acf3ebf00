package io.github.batchbench.junit;

import java.io.Serial;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** A test has left something behind. */
final class LeftBehindError extends AssertionError {
    @Serial
    private static final long serialVersionUID = 1L;

    private static final int SHOWN = 10;

    private LeftBehindError(String message) {
        super(message);
    }

    static LeftBehindError of(LeakDetector.Finding finding) {
        String kinds = finding.traces().stream()
                .map(trace -> "Leftover." + trace.kind().name().toUpperCase(Locale.ROOT))
                .distinct()
                .collect(Collectors.joining(", "));
        String allowed = kinds.contains(",") ? "{" + kinds + "}" : kinds;
        return new LeftBehindError(who(finding.suspects()) + " left behind:"
                + finding.traces().stream().map(trace -> "\n  " + trace).collect(Collectors.joining())
                + "\nEnd it in the test or in the code that it tests; or allow it: @MayLeave(" + allowed + ")");
    }

    private static String who(Set<String> suspects) {
        String some = suspects.stream().limit(SHOWN).collect(Collectors.joining(", "));
        String all = suspects.size() > SHOWN ? some + " and " + (suspects.size() - SHOWN) + " more" : some;
        return suspects.size() == 1 ? all : "One of the tests " + all + ", which ran at the same time,";
    }
}
