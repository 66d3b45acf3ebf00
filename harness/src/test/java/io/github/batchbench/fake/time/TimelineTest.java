package io.github.batchbench.fake.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class TimelineTest {
    private static final Instant START = Instant.parse("2026-11-23T08:00:00Z");

    private final Timeline timeline = Timeline.following(InstantSource.fixed(START));
    private final List<String> happened = new ArrayList<>();

    TimelineTest() {
        timeline.virtual();
    }

    @AfterEach
    void close() {
        timeline.close();
    }

    @Test
    void eventsHappenAtTheirTimesInTheirOrder() {
        timeline.schedule(Duration.ofMinutes(2), () -> note("late"));
        timeline.schedule(Duration.ofMinutes(1), () -> note("first"));
        timeline.schedule(Duration.ofMinutes(1), () -> note("second"));

        timeline.advance(Duration.ofMinutes(5));

        assertThat(happened).containsExactly("first PT1M", "second PT1M", "late PT2M");
        assertThat(timeline.instant()).isEqualTo(START.plus(Duration.ofMinutes(5)));
    }

    @Test
    @Timeout(60)
    void whoWaitsForTheNextThingHearsOfItAtOnceAlsoIfItHappenedBefore() throws Exception {
        Happenings happenings = timeline.happenings();
        long seen = happenings.count();
        Thread waiting = new Thread(() -> {
            try {
                happenings.awaitMoreThan(seen, Duration.ofHours(1));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        waiting.start();
        timeline.schedule(Duration.ofMinutes(1), () -> note("event"));
        timeline.advance(Duration.ofMinutes(1));
        waiting.join();

        happenings.awaitMoreThan(seen, Duration.ofHours(1));
        assertThat(happenings.count()).isGreaterThan(seen);
    }

    @Test
    void whoWaitsForTheNextThingInVainWaitsNoLongerThanItMay() throws InterruptedException {
        long seen = timeline.happenings().count();

        timeline.happenings().awaitMoreThan(seen, Duration.ofMillis(1));

        assertThat(timeline.happenings().count()).isEqualTo(seen);
    }

    @Test
    void whatAnEventSchedulesOnTheWayHappensOnTheWay() {
        timeline.schedule(Duration.ofMinutes(1), () -> timeline.schedule(Duration.ofMinutes(1), () -> note("then")));

        timeline.advance(Duration.ofMinutes(3));

        assertThat(happened).containsExactly("then PT2M");
    }

    @Test
    void whatIsDueHappensWhenTheLockIsGivenBackAndNotBefore() {
        timeline.exclusively(() -> {
            timeline.schedule(Duration.ZERO, () -> note("due"));
            note("still inside");
        });

        assertThat(happened).containsExactly("still inside PT0S", "due PT0S");
    }

    @Test
    @Timeout(10)
    void theTimeIsReadWhileSomebodyElseHasTheLock() throws InterruptedException {
        List<Instant> read = new ArrayList<>();
        Thread reader = new Thread(() -> {
            read.add(timeline.instant());
            timeline.virtualInstant().ifPresent(read::add);
        });

        timeline.exclusively(() -> {
            reader.start();
            try {
                reader.join();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });

        assertThat(read).containsExactly(START, START);
    }

    @Test
    void aCancelledEventDoesNotHappen() {
        Timeline.Event event = timeline.schedule(Duration.ofMinutes(1), () -> note("never"));
        timeline.exclusively(event::cancel);

        timeline.advance(Duration.ofMinutes(2));

        assertThat(happened).isEmpty();
    }

    @Test
    void aFailingEventDoesNotStopTheOthers() {
        timeline.schedule(Duration.ofMinutes(1), () -> {
            throw new IllegalStateException("as this test wants");
        });
        timeline.schedule(Duration.ofMinutes(1), () -> note("after it"));

        timeline.advance(Duration.ofMinutes(1));

        assertThat(happened).containsExactly("after it PT1M");
    }

    @Test
    void anEventCannotAdvanceTime() {
        timeline.schedule(Duration.ofMinutes(1), () -> timeline.advance(Duration.ofMinutes(1)));
        timeline.schedule(Duration.ofMinutes(1), () -> note("after it"));

        timeline.advance(Duration.ofMinutes(2));

        assertThat(happened).containsExactly("after it PT1M");
        assertThat(timeline.failures().all())
                .singleElement()
                .satisfies(failure -> assertThat(failure.cause()).hasMessageContaining("from within an event"));
        timeline.failures().take();
    }

    @Test
    void timeGoesByAfterTheEndToo() {
        timeline.close();
        timeline.schedule(Duration.ofMinutes(1), () -> note("never"));

        timeline.advance(Duration.ofMinutes(2));

        assertThat(happened).isEmpty();
    }

    @Test
    @Timeout(10)
    void whoeverWaitsHearsOfAnEventOfRealTime() throws InterruptedException {
        try (Timeline real = Timeline.following(InstantSource.system())) {
            real.schedule(Duration.ofMillis(50), () -> happened.add("it"));

            assertThat(real.await(() -> !happened.isEmpty(), Duration.ofMinutes(1)))
                    .isTrue();
        }
    }

    @Test
    @Timeout(10)
    void anEventThatIsSoonerThanTheOthersIsNotWaitedForWithThem() throws InterruptedException {
        try (Timeline real = Timeline.following(InstantSource.system())) {
            for (int hours = 3; hours >= 0; hours--) {
                String what = hours + " h";
                real.schedule(Duration.ofHours(hours).plusMillis(50), () -> happened.add(what));
            }

            assertThat(real.await(() -> !happened.isEmpty(), Duration.ofMinutes(1)))
                    .isTrue();
            assertThat(happened).containsExactly("0 h");
        }
    }

    @Test
    void whatAFailedActionScheduledHappensAllTheSame() {
        assertThatThrownBy(() -> timeline.exclusively(() -> {
                    timeline.schedule(Duration.ZERO, () -> note("due"));
                    throw new IllegalStateException("as this test wants");
                }))
                .hasMessage("as this test wants");

        assertThat(happened).containsExactly("due PT0S");
    }

    @Test
    void aFailingEventIsAFailureOfTheFake() {
        timeline.schedule(Duration.ofMinutes(1), () -> {
            throw new IllegalStateException("as this test wants");
        });
        timeline.schedule(Duration.ofMinutes(2), () -> {
            throw new AssertionError("and this");
        });
        timeline.advance(Duration.ofMinutes(2));

        assertThat(timeline.failures().all()).hasSize(2).first().satisfies(failure -> {
            assertThat(failure.at()).isEqualTo(START.plus(Duration.ofMinutes(1)));
            assertThat(failure.cause()).hasMessage("as this test wants");
        });
        assertThatThrownBy(() -> timeline.failures().check())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("an event of the timeline: java.lang.IllegalStateException: as this test wants")
                .hasMessageEndingWith("and 1 more")
                .hasSuppressedException(new AssertionError("and this"));
        timeline.failures().check();
    }

    @Test
    void timeDoesNotGoBackAndRealTimeDoesNotJump() {
        assertThatThrownBy(() -> timeline.advance(Duration.ofSeconds(-1))).isInstanceOf(IllegalArgumentException.class);
        for (Duration beyond : List.of(Duration.ofSeconds(Long.MAX_VALUE), Duration.ofDays(366 * 10_000))) {
            assertThatThrownBy(() -> timeline.advance(beyond))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("time ends at 9999-12-31T23:59:59Z");
        }
        try (Timeline real = Timeline.following(InstantSource.system())) {
            assertThatThrownBy(() -> real.advance(Duration.ofSeconds(1)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("virtual()");
        }
    }

    private void note(String what) {
        happened.add(what + " " + Duration.between(START, timeline.instant()));
    }
}
