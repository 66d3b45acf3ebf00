package io.github.batchbench.benchmarks.compare;

import io.github.batchbench.benchmarks.compare.Difference.Term;
import io.github.batchbench.benchmarks.report.Fork;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns the forks of a row into evidence. One statistician serves one comparison: it knows the two rulers. */
final class Statistician {
    private final Bootstrap bootstrap;
    private final @Nullable Rulers rulers;

    /** The calibration benchmark on both sides, resampled once for all rows. */
    @SuppressWarnings("ArrayRecordComponent") // Numbers for arithmetic; never compared.
    private record Rulers(LogSample base, LogSample candidate, double[] replicates) {
        double shift() {
            return candidate.mean() - base.mean();
        }
    }

    /** Rulers are empty unless they are to be divided out; then each has at least two forks. */
    Statistician(Settings settings, List<Fork> baseRuler, List<Fork> candidateRuler) {
        this.bootstrap = new Bootstrap(settings.resamples(), settings.seed());
        this.rulers = baseRuler.isEmpty()
                ? null
                : new Rulers(
                        LogSample.of(baseRuler),
                        LogSample.of(candidateRuler),
                        minus(
                                bootstrap.replicates(candidateRuler, "ruler of the candidate"),
                                bootstrap.replicates(baseRuler, "ruler of the base"),
                                1));
    }

    Evidence examine(Measurement row) {
        if (!row.hasData() || !row.allPositive()) {
            return Evidence.none(row);
        }
        int sign = row.direction().costSign();
        LogSample base = LogSample.of(row.base());
        LogSample candidate = LogSample.of(row.candidate());
        double[] replicates = replicates(row, sign);
        List<Term> terms = terms(base, candidate, sign);
        Optional<Difference> difference = terms.isEmpty() ? Optional.empty() : Optional.of(difference(row, terms));
        Interval interval = difference
                .map(d -> Bootstrap.interval(replicates, d, 1 - Settings.CONFIDENCE))
                .orElse(new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY));
        double shift = rulers == null ? 0 : rulers.shift();
        double estimate = sign * (candidate.mean() - base.mean()) - shift;
        return new Evidence(
                row,
                difference,
                terms,
                Optional.of(estimate),
                interval,
                Ranks.p(candidate, base, sign * shift),
                replicates);
    }

    private static Difference difference(Measurement row, List<Term> terms) {
        Difference forks = Difference.of(terms);
        return row.runNoise().map(forks::with).orElse(forks);
    }

    private double[] replicates(Measurement row, int sign) {
        String name = row.key().toString();
        double[] cost = minus(
                bootstrap.replicates(row.candidate(), "candidate " + name),
                bootstrap.replicates(row.base(), "base " + name),
                sign);
        row.runNoise().ifPresent(noise -> bootstrap.blur(cost, noise.ofDifference(), "runs " + name));
        return rulers == null ? cost : minus(cost, rulers.replicates(), 1);
    }

    private List<Term> terms(LogSample base, LogSample candidate, int sign) {
        if (base.size() < 2 || candidate.size() < 2) {
            return List.of();
        }
        List<Term> terms = new ArrayList<>(List.of(new Term(sign, candidate), new Term(-sign, base)));
        if (rulers != null) {
            terms.add(new Term(-1, rulers.candidate()));
            terms.add(new Term(1, rulers.base()));
        }
        return List.copyOf(terms);
    }

    private static double[] minus(double[] left, double[] right, int sign) {
        double[] result = new double[left.length];
        for (int i = 0; i < left.length; i++) {
            result[i] = sign * (left[i] - right[i]);
        }
        return result;
    }
}
