package io.github.batchbench.fake.protocol.batch;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import java.util.List;
import org.junit.jupiter.params.provider.MethodSource;

class BatchPathFuzz {
    static List<String> seeds() {
        return HostileRequests.PATHS;
    }

    @MethodSource("seeds")
    @FuzzTest
    void paths(@NotNull String path) {
        try (HostileRequests requests = new HostileRequests()) {
            requests.path(path);
        }
    }
}
