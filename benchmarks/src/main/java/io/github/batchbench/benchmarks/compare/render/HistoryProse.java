package io.github.batchbench.benchmarks.compare.render;

import io.github.batchbench.benchmarks.history.History;
import io.github.batchbench.benchmarks.history.HistorySettings;
import io.github.batchbench.benchmarks.history.HistoryVerdict;
import io.github.batchbench.benchmarks.history.RowHistory;
import io.github.batchbench.benchmarks.history.RowHistory.Drift;
import io.github.batchbench.benchmarks.history.RowHistory.Newest;
import io.github.batchbench.benchmarks.history.RowHistory.Point;
import io.github.batchbench.benchmarks.history.RowHistory.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The table and the sentences that the formats of a history share. Names in them are not yet cleaned. */
final class HistoryProse {
    static final List<String> HEADER =
            List.of("benchmark", "mode", "reports", "newest", "unit", "noise", "changes", "verdict");

    private final History history;
    private final Labels labels;

    HistoryProse(History history) {
        this.history = history;
        this.labels = new Labels(history.rows().stream().map(RowHistory::key));
    }

    String title() {
        List<History.Name> names = history.names();
        return names.size() + " reports, " + names.get(0).label() + " to "
                + names.get(names.size() - 1).label();
    }

    List<String> cells(RowHistory row) {
        String details = row.key().details();
        List<Point> points = row.points();
        double newest = points.get(points.size() - 1).score();
        Scale scale = Scale.of(row.unit(), newest);
        return List.of(
                labels.benchmark(row.key()) + (details.isEmpty() ? "" : " (" + details + ")"),
                row.key().mode().label(),
                "%,d".formatted(points.size()),
                scale.score(newest),
                scale.unit(),
                row.noise().isPresent() ? Figures.percent(row.noise().getAsDouble()) : Figures.NONE,
                changes(row),
                row.verdict().label());
    }

    private static String changes(RowHistory row) {
        Stream<String> steps = row.steps().stream().map(step -> Figures.change(row.inOwnSense(step.costRatio())));
        Stream<String> drift =
                row.drift().stream().map(it -> "drift " + Figures.change(row.inOwnSense(it.costRatio())));
        return Stream.concat(steps, drift)
                .reduce((left, right) -> left + ", " + right)
                .orElse(Figures.NONE);
    }

    /** A sentence for each step, drift and newest report that is out of line, and why a row is unknown. */
    List<String> findings(RowHistory row) {
        String name = labels.whole(row.key()) + ": ";
        List<String> findings = new ArrayList<>();
        row.steps().forEach(step -> findings.add(name + step(row, step)));
        row.drift().ifPresent(drift -> findings.add(name + drift(row, drift)));
        row.newest().ifPresent(newest -> findings.add(name + newest(row, newest)));
        int last = row.points().get(row.points().size() - 1).report();
        if (last < history.names().size() - 1) {
            findings.add(name + "is not in the newest report; the last that has it is " + name(last));
        }
        if (!row.reason().isEmpty()) {
            findings.add(name + row.reason());
        }
        return findings;
    }

    private String step(RowHistory row, Step step) {
        return "%s, %s, from %s on; the last before was %s"
                .formatted(
                        Figures.change(row.inOwnSense(step.costRatio())),
                        way(step.costRatio()),
                        name(step.report()),
                        name(step.before()));
    }

    private String drift(RowHistory row, Drift drift) {
        return "drifts since %s: %s until now, %s"
                .formatted(
                        name(drift.from()), Figures.change(row.inOwnSense(drift.costRatio())), way(drift.costRatio()));
    }

    private static String newest(RowHistory row, Newest newest) {
        return "the newest report is out of line: %s, %s, p %s; run it again, since one report cannot tell a step from an accident"
                .formatted(
                        Figures.change(row.inOwnSense(newest.costRatio())),
                        way(newest.costRatio()),
                        Figures.p(newest.p()));
    }

    private static String way(double costRatio) {
        return costRatio > 1 ? "worse" : "better";
    }

    /** {@code run-57 (commit 1a2b3c4, 2026-11-20T10:00:00Z)}. */
    String name(int report) {
        History.Name name = history.names().get(report);
        String commit = name.commit().isEmpty() ? "" : "commit " + name.commit();
        String known = Stream.of(commit, name.time())
                .filter(text -> !text.isEmpty())
                .reduce((left, right) -> left + ", " + right)
                .orElse("");
        return known.isEmpty() ? name.label() : name.label() + " (" + known + ")";
    }

    /** {@code 1 regressed, 0 improved, 3 steady, 0 unknown}. */
    String counts() {
        return Stream.of(HistoryVerdict.values())
                .map(verdict -> history.count(verdict) + " " + verdict.label())
                .reduce((left, right) -> left + ", " + right)
                .orElse("");
    }

    /** Differences of the environments, and what the reader noted. */
    List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        history.environments()
                .forEach(change ->
                        warnings.add("from " + name(change.report()) + " on: " + Prose.difference(change.pair())));
        warnings.addAll(history.notes());
        return warnings;
    }

    String method() {
        HistorySettings settings = history.settings();
        return ("Change points by E-divisive means with a permutation test, level %s for all rows together; verdicts are of"
                        + " changes beyond %s within the newest %d reports, and of drifts; seed %d.")
                .formatted(
                        Figures.percent(settings.alpha()),
                        Figures.percent(settings.margin()),
                        settings.recent(),
                        settings.seed());
    }

    static String gate(HistoryOutcome outcome) {
        if (outcome.failOn().isEmpty()) {
            return "No gate.";
        }
        List<String> failures = outcome.failures();
        return failures.isEmpty() ? "Gate passed." : "Gate FAILED: " + String.join(", ", failures) + ".";
    }
}
