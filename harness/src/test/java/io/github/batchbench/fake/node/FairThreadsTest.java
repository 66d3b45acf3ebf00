package io.github.batchbench.fake.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FairThreadsTest {
    private static final int MOST = 3;
    private static final Duration FOR_EVER = Duration.ofDays(1);

    private final CountDownLatch release = new CountDownLatch(1);

    @AfterEach
    void release() {
        release.countDown();
    }

    @Test
    void whatTakesLongKeepsNobodyWaiting() throws Exception {
        FairThreads threads = threads(Duration.ofMillis(10));
        CountDownLatch trickling = new CountDownLatch(4 * MOST);
        for (int number = 0; number < 4 * MOST; number++) {
            threads.execute(() -> {
                trickling.countDown();
                await(release);
            });
        }
        CountDownLatch done = new CountDownLatch(1);
        threads.execute(done::countDown);
        assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(trickling.await(30, TimeUnit.SECONDS)).isTrue();
        release.countDown();
        threads.shutdownNow();
        assertThat(threads.awaitTermination(Duration.ofSeconds(30))).isTrue();
    }

    @Test
    void aFewThingsAreDoneAtATimeAndInOrder() throws Exception {
        FairThreads threads = threads(FOR_EVER);
        Queue<Integer> begun = new ConcurrentLinkedQueue<>();
        CountDownLatch first = new CountDownLatch(MOST);
        CountDownLatch all = new CountDownLatch(MOST + 2);
        for (int number = 0; number < MOST + 2; number++) {
            int own = number;
            threads.execute(() -> {
                begun.add(own);
                first.countDown();
                all.countDown();
                await(release);
            });
        }
        assertThat(first.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(begun).containsExactlyInAnyOrder(0, 1, 2);
        release.countDown();
        assertThat(all.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(List.copyOf(begun)).hasSize(MOST + 2);
    }

    @Test
    void whatFailsGivesItsPlaceBack() throws Exception {
        FairThreads threads = threads(FOR_EVER);
        for (int number = 0; number < 2 * MOST; number++) {
            threads.execute(() -> {
                throw new IllegalStateException("on purpose");
            });
        }
        CountDownLatch done = new CountDownLatch(1);
        threads.execute(done::countDown);
        assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
    }

    private static FairThreads threads(Duration patience) {
        return new FairThreads(
                Executors.newCachedThreadPool(work -> {
                    Thread thread = new Thread(work, "fair");
                    thread.setDaemon(true);
                    thread.setUncaughtExceptionHandler((unused, expected) -> {});
                    return thread;
                }),
                MOST,
                patience);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
