package io.github.batchbench.api;

import io.github.batchbench.Internal;
import io.github.batchbench.fake.time.Latencies;
import io.github.batchbench.fake.time.SteadyClock;
import io.github.batchbench.fake.time.Timeline;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * How time goes in a fake.
 *
 * @param latencies how long the service takes for what it does by itself
 * @param seed what random delays are drawn from: the same seed gives the same run
 * @param virtualFrom when virtual time begins; null if time is real
 * @param wallClock the machine's clock, which clients sign their requests by
 */
@Internal
public record Pace(Latencies latencies, long seed, @Nullable Instant virtualFrom, InstantSource wallClock) {
    /** Real time, and a service that takes next to none. */
    public static final Pace DEFAULT = new Pace(Latencies.INSTANT, 0, null, InstantSource.system());

    /** A timeline that goes so. */
    Timeline timeline() {
        if (virtualFrom == null) {
            return Timeline.following(SteadyClock.over(wallClock));
        }
        Timeline timeline = Timeline.following(InstantSource.fixed(virtualFrom));
        timeline.virtual();
        return timeline;
    }
}
