package io.github.batchbench.simulation;

import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A figure of a plan and the values that it takes in a sweep, ascending and once each.
 *
 * @param knob which figure
 * @param values at least one
 */
public record Variation(Knob knob, List<Integer> values) {
    private static final Pattern RANGE = Pattern.compile("(\\d{1,9})\\.\\.(\\d{1,9})(?::(\\d{1,9}))?");
    private static final Pattern LIST = Pattern.compile("\\d{1,9}(,\\d{1,9})*");
    private static final int VALUES_OF_A_RANGE = 12;
    private static final int MOST = 1000;

    /** Copies the list. */
    public Variation {
        values = List.copyOf(new TreeSet<>(values));
        Check.that(!values.isEmpty() && values.size() <= MOST, knob.label(), "needs from 1 to " + MOST + " values");
    }

    /** A figure that can be varied. */
    public enum Knob {
        /** Dedicated nodes of a pool of fixed size. */
        NODES("nodes"),
        /** Spot nodes of a pool of fixed size. */
        LOW_PRIORITY_NODES("lowPriorityNodes"),
        /** Task slots of each node. */
        SLOTS("slots");

        private final String label;

        Knob(String label) {
            this.label = label;
        }

        /** For people and options. */
        public String label() {
            return label;
        }

        int of(SimulationPlan plan) {
            PoolPlan pool = plan.pool();
            return switch (this) {
                case NODES -> pool.dedicatedNodes();
                case LOW_PRIORITY_NODES -> pool.lowPriorityNodes();
                case SLOTS -> pool.slotsPerNode();
            };
        }

        /** The plan with another value. Throws IllegalArgumentException if that makes no sense. */
        SimulationPlan set(SimulationPlan plan, int to) {
            PoolPlan pool = plan.pool();
            Check.that(this != SLOTS || to > 0, label, "must be at least 1, not " + to);
            Check.that(
                    pool.autoScale() == null || this == SLOTS,
                    label,
                    "cannot be varied: the pool's formula decides how many nodes there are");
            return plan.with(new PoolPlan(
                    pool.vmSize(),
                    this == NODES ? to : pool.dedicatedNodes(),
                    this == LOW_PRIORITY_NODES ? to : pool.lowPriorityNodes(),
                    this == SLOTS ? to : pool.slotsPerNode(),
                    pool.fill(),
                    pool.autoScale()));
        }

        private static Knob named(String name) {
            return Stream.of(values())
                    .filter(knob -> knob.label.equalsIgnoreCase(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "there is no '" + name + "' to vary, only nodes, lowPriorityNodes and slots"));
        }
    }

    /**
     * Reads {@code slots=1,2,4}, {@code nodes=10..1000} (at most twelve values, each by the same factor more than the one before)
     * or {@code nodes=10..100:5} (with a step).
     *
     * @throws IllegalArgumentException that says what is wrong
     */
    public static Variation parse(String text) {
        int sign = text.indexOf('=');
        if (sign < 0) {
            throw wrong(text);
        }
        Knob knob = Knob.named(text.substring(0, sign).strip());
        String values = text.substring(sign + 1).strip();
        Matcher range = RANGE.matcher(values);
        if (range.matches()) {
            int step = range.group(3) == null ? 0 : Integer.parseInt(range.group(3));
            return new Variation(
                    knob, range(text, Integer.parseInt(range.group(1)), Integer.parseInt(range.group(2)), step));
        }
        if (!LIST.matcher(values).matches()) {
            throw wrong(text);
        }
        return new Variation(
                knob, Stream.of(values.split(",", -1)).map(Integer::valueOf).toList());
    }

    private static IllegalArgumentException wrong(String text) {
        return new IllegalArgumentException(
                "'" + text + "' is no variation: write nodes=10..1000, nodes=10..100:5 or slots=1,2,4");
    }

    private static List<Integer> range(String text, int from, int to, int step) {
        if (from > to) {
            throw new IllegalArgumentException("'" + text + "': " + from + " is more than " + to);
        }
        if (step > 0) {
            return Stream.iterate(from, value -> value <= to, value -> value + step)
                    .limit(MOST + 1L)
                    .toList();
        }
        if (from == 0) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "'%s' grows by a factor, and so cannot begin with 0: say a step, as in 0..%d:5",
                    text,
                    to));
        }
        TreeSet<Integer> values = new TreeSet<>();
        for (int i = 0; i < VALUES_OF_A_RANGE; i++) {
            double share = i / (VALUES_OF_A_RANGE - 1.0);
            values.add((int) Math.round(from * Math.pow((double) to / from, share)));
        }
        return List.copyOf(values);
    }
}
