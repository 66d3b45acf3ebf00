package io.github.batchbench.fake.protocol.batch;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import java.util.List;
import org.junit.jupiter.params.provider.MethodSource;

class BatchHeaderFuzz {
    static List<String> seeds() {
        return HostileRequests.HEADERS;
    }

    @MethodSource("seeds")
    @FuzzTest
    void headers(@NotNull String header) {
        try (HostileRequests requests = new HostileRequests()) {
            requests.header(header);
        }
    }
}
