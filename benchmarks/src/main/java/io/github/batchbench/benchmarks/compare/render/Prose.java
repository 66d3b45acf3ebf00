package io.github.batchbench.benchmarks.compare.render;

import io.github.batchbench.benchmarks.compare.Comparison;
import io.github.batchbench.benchmarks.compare.FactPair;
import io.github.batchbench.benchmarks.compare.Overall;
import io.github.batchbench.benchmarks.compare.RowComparison;
import io.github.batchbench.benchmarks.compare.RulerReading;
import io.github.batchbench.benchmarks.compare.Settings;
import io.github.batchbench.benchmarks.compare.Verdict;
import io.github.batchbench.benchmarks.report.Fact.Severity;
import java.util.ArrayList;
import java.util.List;

/** The sentences that several formats share. Names in them are not yet cleaned. */
final class Prose {
    private Prose() {}

    /** {@code 1 regressed, 0 improved, 2 equivalent, 3 inconclusive; 1 on one side only}. */
    static String counts(Comparison comparison) {
        List<String> parts = new ArrayList<>();
        for (Verdict verdict : Verdict.values()) {
            parts.add(comparison.count(verdict) + " " + verdict.label());
        }
        String counts = String.join(", ", parts);
        return comparison.missing() == 0 ? counts : counts + "; " + comparison.missing() + " on one side only";
    }

    static String overall(Comparison comparison) {
        return comparison
                .overall()
                .map(Prose::overall)
                .orElse("Geometric mean of cost: unknown, since no row has two forks a side.");
    }

    private static String overall(Overall overall) {
        double low = overall.interval().low() - 1;
        double high = overall.interval().high() - 1;
        return "Geometric mean of cost over %d %s: %s (%s to %s); more is worse."
                .formatted(
                        overall.rows(),
                        overall.rows() == 1 ? "row" : "rows",
                        Figures.change(overall.costRatio() - 1),
                        Figures.change(low),
                        Figures.change(high));
    }

    /** What the samples of an inconclusive row could have shown; empty for the others. */
    static String note(RowComparison row) {
        if (row.reason().isEmpty()) {
            return "";
        }
        StringBuilder note = new StringBuilder(row.reason().get().text());
        row.smallestEffect()
                .ifPresent(effect -> note.append("; could have shown ").append(Figures.percent(effect)));
        row.forksNeeded().ifPresent(forks -> note.append("; ").append(forks).append(" forks a side would do"));
        if (row.effect().isPresent()
                && row.smallestEffect().isPresent()
                && row.forksNeeded().isEmpty()) {
            note.append("; more than 1000 forks a side would be needed");
        }
        return note.toString();
    }

    static String method(Comparison comparison) {
        return ("Change of the geometric mean of fork means, with its %s bootstrap interval; p corrected by Holm for all"
                        + " rows; margin %s; seed %d%s.")
                .formatted(
                        Figures.percent(Settings.CONFIDENCE),
                        Figures.percent(comparison.settings().margin()),
                        comparison.settings().seed(),
                        comparison.settings().ruler() ? "; divided by the ruler" : "");
    }

    /** Differences of the environments and drifts of the machine, the worst first. */
    static List<String> warnings(Outcome outcome) {
        List<String> warnings = new ArrayList<>();
        outcome.allowed().forEach(pair -> warnings.add("ALLOWED: " + difference(pair)));
        outcome.comparison().environment().stream()
                .filter(pair -> pair.differs() && pair.severity() == Severity.WARN)
                .forEach(pair -> warnings.add(difference(pair)));
        for (RulerReading ruler : outcome.comparison().rulers()) {
            if (Math.abs(ruler.drift()) > outcome.comparison().settings().margin()) {
                warnings.add("the machine drifted during %s: the ruler took %s at its end"
                        .formatted(ruler.source(), Figures.change(ruler.drift())));
            }
        }
        warnings.addAll(outcome.comparison().notes());
        return warnings;
    }

    static String difference(FactPair pair) {
        String rows = pair.rows() == 0 ? "" : " (%d %s)".formatted(pair.rows(), pair.rows() == 1 ? "row" : "rows");
        return "%s differs: %s, then %s%s"
                .formatted(pair.fact().title(), value(pair.base()), value(pair.candidate()), rows);
    }

    static String value(String recorded) {
        return recorded.isEmpty() ? "(not recorded)" : recorded;
    }

    static String gate(Outcome outcome) {
        if (outcome.gate().failOn().isEmpty()) {
            return "No gate.";
        }
        List<String> failures = outcome.failures();
        return failures.isEmpty() ? "Gate passed." : "Gate FAILED: " + String.join(", ", failures) + ".";
    }
}
