package io.github.batchbench.benchmarks.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * All rows of a comparison together: their common scatter, and the correction for testing many. The family that is
 * corrected for holds the rows of all sides that could be found changed at all; which they are depends on numbers of forks
 * alone. How alike the rows scatter is learned from each side for itself, since all sides share the base's forks.
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

    /** The only side. */
    List<RowComparison> judge() {
        return judge(List.of(this)).get(0);
    }

    /** All sides of a comparison, each with its rows in their order. */
    static List<List<RowComparison>> judge(List<Family> sides) {
        double[] adjusted =
                Holm.adjust(sides.stream().flatMap(side -> side.p().stream()).toList());
        List<List<RowComparison>> judged = new ArrayList<>();
        int place = 0;
        for (Family side : sides) {
            int end = place + side.p().size();
            judged.add(side.judge(Arrays.copyOfRange(adjusted, place, end), adjusted.length));
            place = end;
        }
        return judged;
    }

    /** Of the rows that can be tested. */
    private List<Double> p() {
        return rows.stream()
                .filter(this::testable)
                .map(row -> row.moderated(moderation).p())
                .toList();
    }

    private List<RowComparison> judge(double[] adjusted, int family) {
        Judge judge = new Judge(settings, family, moderation);
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
