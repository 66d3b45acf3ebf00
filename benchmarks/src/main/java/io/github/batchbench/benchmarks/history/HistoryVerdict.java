package io.github.batchbench.benchmarks.history;

import java.util.Locale;

/** What the recent part of a row's history says. */
public enum HistoryVerdict {
    /** A recent step or a drift that lasts has made it worse by more than the margin. */
    REGRESSED,
    /** Likewise, better. */
    IMPROVED,
    /** No recent change is shown. That is no proof of there being none. */
    STEADY,
    /** Too few reports, or a score that is zero or negative. */
    UNKNOWN;

    /** For people and files: in lower case. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
