package io.github.batchbench.benchmarks.compare;

import java.util.ArrayList;
import java.util.List;

/**
 * All rows of a comparison together: their common scatter, and the correction for testing many. The family that is
 * corrected for holds the rows that could be found changed at all; which they are depends on numbers of forks alone.
 */
final class Family {
    private final Settings settings;
    private final List<Evidence> rows;
    private final Moderation moderation;

    Family(Settings settings, List<Evidence> rows) {
        this.settings = settings;
        this.rows = List.copyOf(rows);
        this.moderation = Moderation.fit(
                rows.stream().filter(this::testable).map(Evidence::spread).toList());
    }

    List<RowComparison> judge() {
        List<Double> p = rows.stream()
                .filter(this::testable)
                .map(row -> row.moderated(moderation).p())
                .toList();
        double[] adjusted = Holm.adjust(p);
        Judge judge = new Judge(settings, adjusted.length, moderation);
        List<RowComparison> judged = new ArrayList<>();
        int place = 0;
        for (Evidence row : rows) {
            judged.add(judge.decide(row, testable(row) ? adjusted[place++] : 1));
        }
        return judged;
    }

    private boolean testable(Evidence row) {
        return row.difference().isPresent() && Fewest.met(row.baseForks(), row.candidateForks(), settings.alpha());
    }
}
