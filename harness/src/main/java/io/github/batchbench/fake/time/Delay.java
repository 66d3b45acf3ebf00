package io.github.batchbench.fake.time;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long something takes: always the same, or drawn anew each time between a least and a most. Short delays are drawn
 * far more often than long ones (half of them from the first eighth of the range), as is seen of clouds; the shape is a
 * guess.
 *
 * @param least the shortest, not negative
 * @param most the longest, not shorter than that
 */
public record Delay(Duration least, Duration most) {
    /** No time at all. */
    public static final Delay NONE = exactly(Duration.ZERO);

    /**
     * Checks the range.
     *
     * @throws IllegalArgumentException if it is negative or empty
     */
    public Delay {
        if (least.isNegative() || most.compareTo(least) < 0) {
            throw new IllegalArgumentException("A delay cannot be between " + least + " and " + most + ".");
        }
    }

    /** Always this long. */
    public static Delay exactly(Duration duration) {
        return new Delay(duration, duration);
    }

    /** Between these two. */
    public static Delay between(Duration least, Duration most) {
        return new Delay(least, most);
    }

    /** One draw, in whole milliseconds beyond the least. */
    public Duration drawn(RandomGenerator random) {
        if (least.equals(most)) {
            return least;
        }
        double share = random.nextDouble();
        return least.plusMillis((long) (most.minus(least).toMillis() * share * share * share));
    }
}
