package io.github.batchbench.benchmarks.compare;

import java.util.Locale;

/** What can be said of a row. */
public enum Verdict {
    /** Worse: the change is shown, and estimated beyond the margin. */
    REGRESSED,
    /** Better, in the same sense. */
    IMPROVED,
    /** The interval of the change lies inside the margin. */
    EQUIVALENT,
    /** These samples cannot tell. */
    INCONCLUSIVE;

    /** True if something got better or worse. */
    public boolean isChange() {
        return this == REGRESSED || this == IMPROVED;
    }

    /** For people and files: in lower case. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
