package io.github.batchbench.benchmarks.cli;

import io.github.batchbench.benchmarks.compare.Comparer;
import io.github.batchbench.benchmarks.compare.RowComparison;
import io.github.batchbench.benchmarks.compare.RowComparison.Reason;
import io.github.batchbench.benchmarks.compare.SequentialPlan;
import io.github.batchbench.benchmarks.compare.Settings;
import io.github.batchbench.benchmarks.compare.Side;
import io.github.batchbench.benchmarks.compare.Verdict;
import io.github.batchbench.benchmarks.report.ReportReader;
import io.github.batchbench.benchmarks.report.RowKey;
import io.github.batchbench.benchmarks.run.MoreForks;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Adds forks to those rows of two reports that are not decided, until all are or a budget is spent. */
final class UntilDecided implements MoreForks {
    private final Path base;
    private final Path candidate;
    private final SequentialPlan plan;
    private final Settings settings;
    private final Clock clock;
    private final Instant end;
    private final PrintWriter progress;

    /** The settings are those of the whole; each look takes its share of the level. */
    UntilDecided(
            Path base,
            Path candidate,
            SequentialPlan plan,
            Settings settings,
            Duration budget,
            Clock clock,
            PrintWriter progress) {
        this.base = base;
        this.candidate = candidate;
        this.plan = plan;
        this.settings = plan.share(settings);
        this.clock = clock;
        this.end = clock.instant().plus(budget);
        this.progress = progress;
    }

    @Override
    public Optional<Round> after(int forks) {
        List<String> undecided = undecided();
        int next =
                plan.looks().stream().filter(look -> look > forks).findFirst().orElse(forks);
        boolean late = clock.instant().isAfter(end);
        progress.printf(
                "%d forks a side: %d benchmarks with undecided rows%s%n",
                forks, undecided.size(), why(undecided, next > forks, late));
        return undecided.isEmpty() || next == forks || late
                ? Optional.empty()
                : Optional.of(new Round(next - forks, undecided));
    }

    private static String why(List<String> undecided, boolean more, boolean late) {
        if (undecided.isEmpty() || (more && !late)) {
            return "";
        }
        return late ? "; the time is up" : "; no more forks";
    }

    private List<String> undecided() {
        return new Comparer(settings, RowKey::isPrimary)
                        .compare(List.of(
                                new Side("base", List.of(ReportReader.read(base))),
                                new Side("new", List.of(ReportReader.read(candidate)))))
                        .rows()
                        .stream()
                        .filter(UntilDecided::needsForks)
                        .map(RowComparison::key)
                        .map(key -> "^" + Pattern.quote(key.benchmark()) + "$")
                        .distinct()
                        .toList();
    }

    private static boolean needsForks(RowComparison row) {
        return row.verdict() == Verdict.INCONCLUSIVE
                && row.reason()
                        .filter(reason -> reason != Reason.NO_DATA && reason != Reason.NO_RATIO)
                        .isPresent();
    }
}
