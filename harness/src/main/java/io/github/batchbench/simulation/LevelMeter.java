package io.github.batchbench.simulation;

/** A level that goes up and down, and what it came to over time. */
final class LevelMeter {
    private long level;
    private long peak;
    private long sum;
    private long since;

    /** The level changes at this time, in milliseconds. */
    void add(long now, long change) {
        sum = sumUntil(now);
        since = now;
        level += change;
        peak = Math.max(peak, level);
    }

    long level() {
        return level;
    }

    long peak() {
        return peak;
    }

    /** Level times milliseconds up to this time. */
    long sumUntil(long now) {
        return sum + level * (now - since);
    }
}
