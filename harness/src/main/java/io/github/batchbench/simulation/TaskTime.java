package io.github.batchbench.simulation;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/** How long tasks take: a distribution to draw from, in whole milliseconds. Immutable. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "distribution")
@JsonSubTypes({
    @JsonSubTypes.Type(value = TaskTime.Fixed.class, name = "fixed"),
    @JsonSubTypes.Type(value = TaskTime.Uniform.class, name = "uniform"),
    @JsonSubTypes.Type(value = TaskTime.Exponential.class, name = "exponential"),
    @JsonSubTypes.Type(value = TaskTime.LogNormal.class, name = "lognormal"),
    @JsonSubTypes.Type(value = TaskTime.Measured.class, name = "measured")
})
public sealed interface TaskTime {
    /** A minute each. */
    TaskTime A_MINUTE = new Fixed(Duration.ofMinutes(1));

    /** Milliseconds of the next task; the same random numbers give the same time on every machine. */
    long draw(SplittableRandom random);

    /** Every task takes as long as the others. */
    record Fixed(Duration value) implements TaskTime {
        /** Refuses a time that is not there or not positive. */
        public Fixed {
            Check.positive("value", value);
        }

        @Override
        public long draw(SplittableRandom random) {
            return value.toMillis();
        }
    }

    /** Any time between two is as likely as any other. */
    record Uniform(Duration min, Duration max) implements TaskTime {
        /** Refuses times in the wrong order. */
        public Uniform {
            Check.positive("min", min);
            Check.positive("max", max);
            Check.that(min.compareTo(max) <= 0, "min", "must not be longer than max, " + Check.text(max));
        }

        @Override
        public long draw(SplittableRandom random) {
            return random.nextLong(min.toMillis(), max.toMillis() + 1);
        }
    }

    /** Many short ones and a few long ones. */
    record Exponential(Duration mean) implements TaskTime {
        /** Refuses a mean that is not there or not positive. */
        public Exponential {
            Check.positive("mean", mean);
        }

        @Override
        public long draw(SplittableRandom random) {
            return Draws.exponential(random, (double) mean.toMillis());
        }
    }

    /** What run times mostly look like: half of them below the median, one in twenty above the 95th percentile. */
    record LogNormal(Duration median, Duration p95) implements TaskTime {
        private static final double NORMAL_P95 = 1.6448536269514722;

        /** Refuses a percentile below the median. */
        public LogNormal {
            Check.positive("median", median);
            Check.positive("p95", p95);
            Check.that(p95.compareTo(median) >= 0, "p95", "must not be shorter than median, " + Check.text(median));
        }

        @Override
        public long draw(SplittableRandom random) {
            double sigma = StrictMath.log((double) p95.toMillis() / median.toMillis()) / NORMAL_P95;
            return Draws.millis(median.toMillis() * StrictMath.exp(sigma * Draws.normal(random)));
        }
    }

    /** Each task takes as long as one of these, which were measured. */
    record Measured(List<Duration> values) implements TaskTime {
        /** Refuses an empty list. */
        public Measured {
            Check.that(values != null && !values.isEmpty(), "values", "must hold at least one time");
            values.forEach(value -> Check.positive("values", value));
            values = List.copyOf(values);
        }

        @Override
        public long draw(SplittableRandom random) {
            return values.get(random.nextInt(values.size())).toMillis();
        }
    }
}
