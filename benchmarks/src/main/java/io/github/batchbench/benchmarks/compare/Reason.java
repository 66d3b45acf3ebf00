package io.github.batchbench.benchmarks.compare;

import java.util.Locale;

/** Why a row is inconclusive. */
public enum Reason {
    /** So few forks that no difference, however large, could be shown. */
    TOO_FEW_FORKS("too few forks for any verdict"),
    /** The forks scatter too much. */
    TOO_NOISY("the forks scatter too much to tell"),
    /** A change of about the margin's size. */
    NEAR_MARGIN("the change is about as large as the margin"),
    /** The two tests disagree: outlying forks, or a mixture. */
    TESTS_DISAGREE("outlying forks: the rank test does not confirm the difference of means"),
    /** A score that is zero or negative has no ratio. */
    NO_RATIO("a fork's score is zero or negative, so there is no ratio"),
    /** The report kept no raw data. */
    NO_DATA("the report has no raw data for it");

    private final String text;

    Reason(String text) {
        this.text = text;
    }

    /** For people. */
    public String text() {
        return text;
    }

    /** For files: in lower case, with hyphens. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
