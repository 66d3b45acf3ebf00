package io.github.batchbench.benchmarks.compare.render;

import io.github.batchbench.benchmarks.report.Unit;
import java.util.Comparator;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * A unit in which scores are easy to read: 1.25 s/op and not 1,250,000,000 ns/op. JSON and CSV keep the report's own.
 *
 * @param unit to show
 * @param factor multiplies a score in the report's unit
 */
record Scale(String unit, double factor) {
    private static final double LONGEST = 10_000;

    private static final List<Unit> KNOWN = List.of(
                    "ns/op", "us/op", "ms/op", "s/op", "ops/s", "ops/ms", "ops/us", "ops/ns", "B/op", "KB/op", "MB/op",
                    "GB/op")
            .stream()
            .map(Unit::parse)
            .sorted(Comparator.comparingDouble(Unit::factor).reversed())
            .toList();

    /** For these scores together; those that are easy to read already stay what they are. */
    static Scale of(String text, double... scores) {
        Unit own = Unit.parse(text);
        double least = DoubleStream.of(scores)
                .map(Math::abs)
                .filter(score -> score > 0 && Double.isFinite(score))
                .min()
                .orElse(1);
        if (least >= 1 && least < LONGEST) {
            return new Scale(text, 1);
        }
        List<Unit> same = KNOWN.stream()
                .filter(unit -> unit.dimension().equals(own.dimension()))
                .toList();
        return same.stream()
                .filter(unit -> least * own.factor() / unit.factor() >= 1)
                .findFirst()
                .or(() -> same.stream().reduce((larger, smaller) -> smaller))
                .map(unit -> unit.factor() == own.factor()
                        ? new Scale(text, 1)
                        : new Scale(unit.text(), own.factor() / unit.factor()))
                .orElse(new Scale(text, 1));
    }

    String score(double score) {
        return Figures.score(score * factor);
    }
}
