package io.github.batchbench.fake.protocol.blob;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import java.util.List;
import org.junit.jupiter.params.provider.MethodSource;

class BlobQueryFuzz {
    static List<String> seeds() {
        return HostileBlobRequests.QUERIES;
    }

    @MethodSource("seeds")
    @FuzzTest
    void queries(@NotNull String query) {
        try (HostileBlobRequests requests = FuzzFolder.requests()) {
            requests.query(query);
        }
    }
}
