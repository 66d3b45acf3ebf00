package io.github.batchbench.fake.protocol.blob;

import com.code_intelligence.jazzer.api.BugDetectors;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.provider.MethodSource;

class BlobHeaderFuzz {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "::1", "[::1]");

    static List<String> seeds() {
        return HostileBlobRequests.HEADERS;
    }

    @MethodSource("seeds")
    @FuzzTest
    void headers(@NotNull String header) {
        // A copy's source may be on this machine, and nowhere else.
        BugDetectors.allowNetworkConnections((host, port) -> LOOPBACK.contains(host));
        try (HostileBlobRequests requests = FuzzFolder.requests()) {
            requests.header(header);
        }
    }
}
