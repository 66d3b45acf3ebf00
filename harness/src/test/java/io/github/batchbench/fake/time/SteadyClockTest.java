package io.github.batchbench.fake.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whoever sets the machine's clock, time goes on. */
@Timeout(60)
class SteadyClockTest {
    private static final Instant START = Instant.parse("2026-11-23T08:00:00Z");

    private final AtomicReference<Instant> wall = new AtomicReference<>(START);
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000_000_000);

    @Test
    void goesOnAtItsOwnPaceWhenTheWallClockIsSetBack() {
        SteadyClock clock = SteadyClock.over(wall::get, nanos::get);
        pass(Duration.ofSeconds(10));
        assertThat(clock.instant()).isEqualTo(START.plusSeconds(10));

        wall.set(START.minusSeconds(3600));
        assertThat(clock.instant()).isEqualTo(START.plusSeconds(10));
        pass(Duration.ofSeconds(5));
        assertThat(clock.instant()).isEqualTo(START.plusSeconds(15));
    }

    @Test
    void followsTheWallClockWhenThatIsSetForwardOrCatchesUp() {
        SteadyClock clock = SteadyClock.over(wall::get, nanos::get);
        wall.set(START.plusSeconds(3600));
        assertThat(clock.instant()).isEqualTo(START.plusSeconds(3600));

        wall.set(START);
        pass(Duration.ofSeconds(1));
        assertThat(clock.instant()).isEqualTo(START.plusSeconds(3601));
        wall.set(START.plusSeconds(3700));
        assertThat(clock.instant()).isEqualTo(START.plusSeconds(3700));
    }

    @Test
    void whatIsDueSoonIsDueSoonThoughTheWallClockIsSetBack() throws InterruptedException {
        CountDownLatch happened = new CountDownLatch(1);
        try (Timeline timeline = Timeline.following(SteadyClock.over(wall::get))) {
            timeline.schedule(Duration.ofMillis(100), happened::countDown);
            wall.set(START.minusSeconds(3600));

            assertThat(happened.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(timeline.instant()).isAfterOrEqualTo(START.plusMillis(100));
        }
    }

    private void pass(Duration duration) {
        wall.updateAndGet(now -> now.plus(duration));
        nanos.addAndGet(duration.toNanos());
    }
}
