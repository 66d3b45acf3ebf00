package io.github.batchbench.fake.time;

import java.time.Duration;
import java.util.Locale;

/**
 * How long the service takes for what it does by itself.
 *
 * @param resize from the request to the first node being created
 * @param boot of a node, from its creation, reboot or reimage to its start
 * @param leave of a node, from being told to leave or to be deallocated until it is gone
 * @param schedule from a task being ready to its start on a node
 * @param transition of a job or schedule while it is being disabled, enabled or terminated, and of a resize being stopped
 * @param deletion of a pool, job or schedule that is on its way out
 */
public record Latencies(Delay resize, Delay boot, Delay leave, Delay schedule, Delay transition, Delay deletion) {
    /** So short that a test does not feel it, long enough that the states between can be seen. */
    public static final Latencies INSTANT = new Latencies(
            Delay.exactly(Duration.ofMillis(20)),
            Delay.exactly(Duration.ofMillis(5)),
            Delay.exactly(Duration.ofMillis(5)),
            Delay.NONE,
            Delay.exactly(Duration.ofMillis(20)),
            Delay.exactly(Duration.ofMillis(50)));

    /** Nothing takes any time: for simulation. */
    public static final Latencies NONE =
            new Latencies(Delay.NONE, Delay.NONE, Delay.NONE, Delay.NONE, Delay.NONE, Delay.NONE);

    /**
     * What the field reports. A new pool has its nodes after 1 to 30 minutes (reported; how that splits into resize and
     * boot is a guess), a task that another one waits for starts some seconds later (reported), a job is deleted within
     * seconds and a pool within minutes (recorded: states between were seen, their times were not kept). How long a node
     * takes to leave is a guess.
     */
    public static final Latencies REALISTIC = new Latencies(
            Delay.between(Duration.ofSeconds(30), Duration.ofMinutes(5)),
            Delay.between(Duration.ofSeconds(30), Duration.ofMinutes(25)),
            Delay.between(Duration.ofSeconds(20), Duration.ofMinutes(5)),
            Delay.between(Duration.ofSeconds(1), Duration.ofSeconds(10)),
            Delay.between(Duration.ofSeconds(1), Duration.ofSeconds(20)),
            Delay.between(Duration.ofSeconds(2), Duration.ofMinutes(2)));

    /**
     * The profile of this name, {@code instant}, {@code realistic} or {@code none}, in whatever case.
     *
     * @throws IllegalArgumentException if there is none; the message lists them
     */
    public static Latencies named(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "instant" -> INSTANT;
            case "realistic" -> REALISTIC;
            case "none" -> NONE;
            default ->
                throw new IllegalArgumentException(
                        "There is no latency profile '" + name + "', only instant, realistic and none.");
        };
    }
}
