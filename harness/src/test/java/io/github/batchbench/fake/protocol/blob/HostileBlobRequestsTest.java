package io.github.batchbench.fake.protocol.blob;

import io.github.batchbench.fuzz.Mutations;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
@SuppressWarnings("NullAway.Init") // JUnit sets the fields
class HostileBlobRequestsTest {
    @TempDir
    private Path folder;

    private HostileBlobRequests requests;

    @BeforeEach
    void start() {
        requests = new HostileBlobRequests(folder);
    }

    @AfterEach
    void nothingLiesOutside() {
        requests.close();
    }

    @Test
    void tokens() {
        Mutations.forEach(HostileBlobRequests.TOKENS, 1000, requests::token);
    }

    @Test
    void paths() {
        Mutations.forEach(HostileBlobRequests.PATHS, 1000, requests::path);
    }

    @Test
    void queries() {
        Mutations.forEach(HostileBlobRequests.QUERIES, 1000, requests::query);
    }

    @Test
    void headers() {
        Mutations.forEach(HostileBlobRequests.HEADERS, 1000, requests::header);
    }

    @Test
    void bodies() {
        Mutations.forEach(HostileBlobRequests.BLOCK_LISTS, 1000, requests::body);
    }
}
