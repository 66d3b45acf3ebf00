package io.github.batchbench.benchmarks.compare.simulate;

import io.github.batchbench.benchmarks.report.Fork;
import io.github.batchbench.benchmarks.report.Mode;
import io.github.batchbench.benchmarks.report.Report;
import io.github.batchbench.benchmarks.report.Row;
import io.github.batchbench.benchmarks.report.RowKey;
import io.github.batchbench.benchmarks.report.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;

/** A report that no machine has made. Every other row is a throughput, so that both directions are tried. */
final class SyntheticReport {
    private static final Unit TIME = Unit.parse("ns/op");
    private static final Unit THROUGHPUT = Unit.parse("ops/us");

    private SyntheticReport() {}

    /** The first row costs so many times as much as the others. */
    static Report of(Scenario scenario, double firstRatio, long seed) {
        return of(scenario, firstRatio, 0, seed);
    }

    /** Likewise, where each row varies by that much from run to run, on the scale of logarithms. */
    static Report of(Scenario scenario, double firstRatio, double runs, long seed) {
        UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(seed);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < scenario.rows(); i++) {
            double cost = i == 0 ? 1000 * firstRatio : 1000;
            if (runs > 0) {
                cost *= Math.exp(
                        runs * ZigguratSampler.NormalizedGaussian.of(random).sample());
            }
            Noise noise = scenario.noise().ofRow(i);
            List<Fork> forks = new ArrayList<>();
            for (int fork = 0; fork < scenario.forks(); fork++) {
                forks.add(noise.draw(cost, scenario.iterations(), random));
            }
            rows.add(row(i, forks));
        }
        return new Report("synthetic", Map.of(), rows, List.of(), List.of(), List.of());
    }

    private static Row row(int index, List<Fork> times) {
        String name = "synthetic.Bench.row%03d".formatted(index);
        if (index % 2 == 0) {
            RowKey key = RowKey.primary(name, Mode.AVERAGE_TIME, Map.of(), TIME.dimension());
            return new Row(key, TIME, Mode.AVERAGE_TIME.direction(), times, Map.of());
        }
        RowKey key = RowKey.primary(name, Mode.THROUGHPUT, Map.of(), THROUGHPUT.dimension());
        List<Fork> rates = times.stream().map(SyntheticReport::rate).toList();
        return new Row(key, THROUGHPUT, Mode.THROUGHPUT.direction(), rates, Map.of());
    }

    private static Fork rate(Fork times) {
        double[] rates = new double[times.values().length];
        for (int i = 0; i < rates.length; i++) {
            rates[i] = 1000 / times.values()[i];
        }
        return Fork.of(rates);
    }
}
