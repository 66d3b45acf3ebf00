package io.github.batchbench.fake.protocol.blob;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import java.util.List;
import org.junit.jupiter.params.provider.MethodSource;

class BlobPathFuzz {
    static List<String> seeds() {
        return HostileBlobRequests.PATHS;
    }

    @MethodSource("seeds")
    @FuzzTest
    void paths(@NotNull String path) {
        try (HostileBlobRequests requests = FuzzFolder.requests()) {
            requests.path(path);
        }
    }
}
