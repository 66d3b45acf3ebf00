package io.github.batchbench.fake.protocol.batch;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import java.util.List;
import org.junit.jupiter.params.provider.MethodSource;

class BatchBodyFuzz {
    static List<String> seeds() {
        return HostileRequests.BODIES;
    }

    @MethodSource("seeds")
    @FuzzTest
    void bodies(@NotNull String body) {
        try (HostileRequests requests = new HostileRequests()) {
            requests.body(body);
        }
    }
}
