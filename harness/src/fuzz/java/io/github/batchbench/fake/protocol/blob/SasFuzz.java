package io.github.batchbench.fake.protocol.blob;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import java.util.List;
import org.junit.jupiter.params.provider.MethodSource;

class SasFuzz {
    static List<String> seeds() {
        return HostileBlobRequests.TOKENS;
    }

    @MethodSource("seeds")
    @FuzzTest
    void tokens(@NotNull String token) {
        try (HostileBlobRequests requests = FuzzFolder.requests()) {
            requests.token(token);
        }
    }
}
