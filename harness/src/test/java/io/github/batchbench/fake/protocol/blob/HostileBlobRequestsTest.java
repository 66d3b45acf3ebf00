package io.github.batchbench.fake.protocol.blob;

import io.github.batchbench.fuzz.Mutations;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    /** As a blob's name it is a name or refused, as a container's it is refused; its content lies where it should. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "..%2F..%2F..%2Fevil",
                "%2Fetc%2Fevil",
                "..%5C..%5Cevil",
                "a%00b",
                "%EF%BC%8E%EF%BC%8E%EF%BC%8Fevil",
                "%E2%80%A5%2Fevil",
                "%C0%AE%C0%AE%C0%AFevil",
                "%252e%252e%252fevil"
            })
    void namesThatCouldBePaths(String name) {
        requests.path("/acct/box/" + name);
        requests.path("/acct/" + name + "/a");
        requests.path("/acct/box/" + "n".repeat(4096));
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
