package io.github.batchbench.benchmarks.compare.render;

import io.github.batchbench.benchmarks.compare.Comparison;
import io.github.batchbench.benchmarks.compare.RowComparison;
import io.github.batchbench.benchmarks.compare.RowComparison.Effect;
import java.util.List;

/** The table for people, as text and as Markdown. Names are not yet cleaned. */
final class Columns {
    static final List<String> HEADER =
            List.of("benchmark", "mode", "base", "new", "unit", "change", "interval", "p", "verdict");

    private final Labels labels;

    Columns(Comparison comparison) {
        this.labels = new Labels(comparison);
    }

    List<String> cells(RowComparison row) {
        String details = row.key().details();
        return List.of(
                labels.benchmark(row.key()) + (details.isEmpty() ? "" : " (" + details + ")"),
                row.key().mode().label(),
                Figures.score(row.base().score()),
                Figures.score(row.candidate().score()),
                row.unit(),
                Figures.change(row.change()),
                row.changeInterval().map(Figures::interval).orElse(Figures.NONE),
                row.effect().map(Effect::holm).map(Figures::p).orElse(Figures.NONE),
                row.verdict().label());
    }

    Labels labels() {
        return labels;
    }
}
