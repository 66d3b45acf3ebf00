package io.github.batchbench.fake.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventQueueTest {
    private static final Instant START = Instant.parse("2026-11-23T08:00:00Z");

    /** An event as the test knows it. */
    private record Known(Instant at, int number, Timeline.Event event) {}

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void takesEventsByTimeAndThenInTheirOrderWhateverIsCancelledMeanwhile(long seed) {
        Random random = new Random(seed);
        EventQueue queue = new EventQueue();
        List<Known> left = new ArrayList<>();
        List<Integer> ran = new ArrayList<>();
        List<Integer> expected = new ArrayList<>();
        for (int number = 0; number < 3000; number++) {
            switch (random.nextInt(5)) {
                case 0 -> {
                    if (!left.isEmpty()) {
                        Known gone = left.remove(random.nextInt(left.size()));
                        gone.event().cancel();
                        gone.event().cancel();
                    }
                }
                case 1 -> {
                    Instant until = START.plusMillis(random.nextInt(50));
                    run(queue, until);
                    left.sort(Comparator.comparing(Known::at).thenComparing(Known::number));
                    while (!left.isEmpty() && !left.get(0).at().isAfter(until)) {
                        expected.add(left.remove(0).number());
                    }
                }
                default -> {
                    int mine = number;
                    Instant at = START.plusMillis(random.nextInt(100));
                    left.add(new Known(at, mine, queue.add(at, () -> ran.add(mine), true)));
                }
            }
            assertThat(queue.hasSteps()).isEqualTo(!left.isEmpty());
            assertThat(queue.next())
                    .isEqualTo(left.stream()
                            .map(Known::at)
                            .min(Comparator.naturalOrder())
                            .orElse(null));
        }
        assertThat(ran).isEqualTo(expected);

        queue.close();
        left.forEach(known -> known.event().cancel());
        assertThat(queue.next()).isNull();
        assertThat(queue.hasSteps()).isFalse();
    }

    private static void run(EventQueue queue, Instant until) {
        for (Runnable due = queue.takeDue(until); due != null; due = queue.takeDue(until)) {
            due.run();
        }
    }
}
