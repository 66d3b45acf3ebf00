package io.github.batchbench.benchmarks.compare;

import io.github.batchbench.benchmarks.compare.Moderation.Spread;
import io.github.batchbench.benchmarks.compare.RowComparison.Effect;
import io.github.batchbench.benchmarks.compare.RowComparison.Reason;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * Decides a row. A change is shown if two tests agree: the moderated t-test on the logarithms of the fork means,
 * corrected by Holm for all rows, and the rank test on the fork means, in its direction, at the plain level.
 *
 * <p>Either alone would not do. With five forks a side the rank test cannot give less than 0.008, so that no level
 * corrected for many rows is in its reach; the t-test can, but presumes that fork means are roughly log-normal.
 * Since both must reject, the chance of any false change among all rows is at most that of the t-test with Holm's.
 */
final class Judge {
    private final Settings settings;
    private final Power power;
    private final Moderation moderation;

    Judge(Settings settings, int family, Moderation moderation) {
        this.settings = settings;
        this.moderation = moderation;
        this.power = new Power(settings.alpha() / Math.max(1, family), settings.alpha());
    }

    RowComparison decide(Evidence evidence, double holm) {
        Measurement row = evidence.measurement();
        Decision decision = decision(evidence, holm);
        return new RowComparison(
                "",
                row.key(),
                row.unit().text(),
                row.direction(),
                Measurement.summary(row.base()),
                Measurement.summary(row.candidate()),
                effect(evidence, holm),
                decision.verdict(),
                decision.reason(),
                smallestEffect(evidence),
                forksNeeded(evidence),
                row.runNoise()
                        .map(noise -> OptionalDouble.of(noise.deviation()))
                        .orElse(OptionalDouble.empty()));
    }

    private record Decision(Verdict verdict, Optional<Reason> reason) {
        static Decision of(Verdict verdict) {
            return new Decision(verdict, Optional.empty());
        }

        static Decision inconclusive(Reason reason) {
            return new Decision(Verdict.INCONCLUSIVE, Optional.of(reason));
        }
    }

    private Decision decision(Evidence evidence, double holm) {
        Measurement row = evidence.measurement();
        if (!row.hasData()) {
            return Decision.inconclusive(Reason.NO_DATA);
        }
        if (!Fewest.met(evidence.baseForks(), evidence.candidateForks(), settings.alpha())) {
            return Decision.inconclusive(Reason.TOO_FEW_FORKS);
        }
        if (evidence.estimate().isEmpty()) {
            return row.allEqual() ? Decision.of(Verdict.EQUIVALENT) : Decision.inconclusive(Reason.NO_RATIO);
        }
        if (evidence.interval().within(settings.logMargin())) {
            return Decision.of(Verdict.EQUIVALENT);
        }
        return changed(evidence.estimate().get(), holm, evidence);
    }

    private Decision changed(double estimate, double holm, Evidence evidence) {
        boolean means = holm <= settings.alpha();
        boolean ranks = evidence.mannWhitney() / 2 <= settings.alpha();
        boolean beyond = Math.abs(estimate) > settings.logMargin();
        if (means && ranks && beyond) {
            return Decision.of(estimate > 0 ? Verdict.REGRESSED : Verdict.IMPROVED);
        }
        if (means && beyond) {
            return Decision.inconclusive(Reason.TESTS_DISAGREE);
        }
        double shown = moderated(evidence).map(power::smallestEffect).orElse(Double.POSITIVE_INFINITY);
        if (shown <= settings.logMargin()) {
            return Decision.inconclusive(Reason.NEAR_MARGIN);
        }
        return Decision.inconclusive(unsteady(evidence) ? Reason.UNSTEADY : Reason.TOO_NOISY);
    }

    private Optional<Effect> effect(Evidence evidence, double holm) {
        return evidence.estimate()
                .map(estimate -> new Effect(
                        Math.exp(estimate),
                        evidence.interval().exp(),
                        moderated(evidence).map(Difference::p).orElse(1.0),
                        holm,
                        evidence.mannWhitney()));
    }

    private OptionalDouble smallestEffect(Evidence evidence) {
        Optional<Difference> difference = moderated(evidence);
        if (difference.isEmpty() || !Fewest.met(evidence.baseForks(), evidence.candidateForks(), settings.alpha())) {
            return OptionalDouble.empty();
        }
        double log = power.smallestEffect(difference.get());
        return OptionalDouble.of(Math.max(settings.margin(), Math.expm1(log)));
    }

    private OptionalInt forksNeeded(Evidence evidence) {
        if (evidence.difference().isEmpty()) {
            return OptionalInt.empty();
        }
        double target = settings.margin() > 0
                ? settings.logMargin()
                : Math.abs(evidence.estimate().orElse(0.0));
        return power.forksFor(target, moderation.moderate(evidence.spread()), runs(evidence));
    }

    /** True if what reports differ by anyhow hides a change as large as the margin, however many forks there are. */
    private boolean unsteady(Evidence evidence) {
        return runs(evidence) > 0
                && power.forksFor(settings.logMargin(), new Spread(0, 1), runs(evidence))
                        .isEmpty();
    }

    private static double runs(Evidence evidence) {
        return evidence.measurement().runNoise().map(RunNoise::ofDifference).orElse(0.0);
    }

    private Optional<Difference> moderated(Evidence evidence) {
        return evidence.difference().map(own -> evidence.moderated(moderation));
    }
}
