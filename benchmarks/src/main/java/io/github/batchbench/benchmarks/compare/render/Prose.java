package io.github.batchbench.benchmarks.compare.render;

import io.github.batchbench.benchmarks.compare.Comparison;
import io.github.batchbench.benchmarks.compare.FactPair;
import io.github.batchbench.benchmarks.compare.Overall;
import io.github.batchbench.benchmarks.compare.RowComparison;
import io.github.batchbench.benchmarks.compare.RowComparison.Reason;
import io.github.batchbench.benchmarks.compare.RulerReading;
import io.github.batchbench.benchmarks.compare.Settings;
import io.github.batchbench.benchmarks.compare.Verdict;
import io.github.batchbench.benchmarks.report.Fact.Severity;
import io.github.batchbench.benchmarks.report.RowKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

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

    /** {@code base → new}, or all that are compared with the base. */
    static String title(Comparison comparison, String arrow) {
        return comparison.labels().get(0) + " " + arrow + " " + String.join(", ", comparison.candidates());
    }

    /** A sentence, or one for each side with its counts. */
    static List<String> overall(Comparison comparison) {
        if (!comparison.hasSeveralSides()) {
            return List.of(mean(comparison, comparison.candidates().get(0)));
        }
        return comparison.candidates().stream()
                .map(side -> "%s: %s. %s".formatted(side, counts(comparison, side), mean(comparison, side)))
                .toList();
    }

    private static String counts(Comparison comparison, String side) {
        return Arrays.stream(Verdict.values())
                .map(verdict -> comparison.count(verdict, side) + " " + verdict.label())
                .collect(Collectors.joining(", "));
    }

    private static String mean(Comparison comparison, String side) {
        return comparison.overall().stream()
                .filter(overall -> overall.side().equals(side))
                .map(Prose::overall)
                .findFirst()
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
        if (row.reason().get() == Reason.UNSTEADY) {
            row.smallestEffect()
                    .ifPresent(effect -> note.append("; could have shown ").append(Figures.percent(effect)));
            return note.toString();
        }
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
                        + " rows%s; margin %s; seed %d%s%s.")
                .formatted(
                        Figures.percent(Settings.CONFIDENCE),
                        comparison.hasSeveralSides() ? " of all sides" : "",
                        Figures.percent(comparison.settings().margin()),
                        comparison.settings().seed(),
                        comparison.settings().ruler() ? "; divided by the ruler" : "",
                        comparison.knowsRunNoise() ? "; with the noise from run to run that the history shows" : "");
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
        warnings.addAll(runNoise(outcome.comparison()));
        return warnings;
    }

    /** Rows that are never steady, and those of which the history says nothing. */
    private static List<String> runNoise(Comparison comparison) {
        List<String> notes = new ArrayList<>();
        if (!comparison.knowsRunNoise()) {
            return notes;
        }
        Labels labels = new Labels(comparison);
        double margin = comparison.settings().margin();
        Set<RowKey> seen = new HashSet<>();
        for (RowComparison row : comparison.rows()) {
            if (!seen.add(row.key())) {
                continue;
            }
            if (row.runNoise().isEmpty()) {
                notes.add("the history has too few reports of " + labels.whole(row.key())
                        + " to learn its noise from run to run");
            } else if (row.isUnsteady(margin)) {
                notes.add("never steady: %s varies by %s from run to run; two reports cannot show a change of %s"
                        .formatted(
                                labels.whole(row.key()),
                                Figures.percent(row.runNoise().getAsDouble()),
                                Figures.percent(margin)));
            }
        }
        return notes;
    }

    static String difference(FactPair pair) {
        String rows = pair.rows() == 0 ? "" : " (%d %s)".formatted(pair.rows(), pair.rows() == 1 ? "row" : "rows");
        String sides = pair.sides().isEmpty() ? "" : " [" + String.join(", ", pair.sides()) + "]";
        return "%s differs: %s, then %s%s%s"
                .formatted(pair.fact().title(), value(pair.base()), value(pair.candidate()), rows, sides);
    }

    /** The fact's name, and the sides that it is told of if it is not all. */
    static String title(FactPair pair) {
        return pair.fact().title() + (pair.sides().isEmpty() ? "" : " [" + String.join(", ", pair.sides()) + "]");
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
