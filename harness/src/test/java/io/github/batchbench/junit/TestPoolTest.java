package io.github.batchbench.junit;

import static io.github.batchbench.assertj.BatchAssertions.assertThat;

import com.microsoft.azure.batch.BatchClient;
import io.github.batchbench.api.FakeClock;
import io.github.batchbench.api.TestPool;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Offline, a pool is what the test asked for; what guards live accounts against it is not there. */
@BatchTest
class TestPoolTest {
    @Test
    @WithPool(nodes = 2)
    void livesInVirtualTimeAsLongAsItIsToldTo(TestPool pool, FakeClock clock) {
        clock.virtual();
        clock.advance(Duration.ofDays(30));

        assertThat(pool).isSteady().hasNodes(2);
    }

    @Test
    void mayBeResized(TestPool pool, BatchClient client) throws IOException {
        assertThat(client.poolOperations().getPool(pool.id()).enableAutoScale()).isNotEqualTo(true);

        client.poolOperations().resizePool(pool.id(), 3, 0);

        assertThat(client)
                .pool(pool.id())
                .hasIdleNodesWithin(Duration.ofMinutes(1), 3)
                .hasNodes(3);
    }
}
