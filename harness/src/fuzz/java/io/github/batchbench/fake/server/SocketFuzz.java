package io.github.batchbench.fake.server;

import com.code_intelligence.jazzer.api.BugDetectors;
import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.provider.MethodSource;

class SocketFuzz {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "::1", "[::1]");

    static List<byte[]> seeds() {
        return HostileBytes.SEEDS;
    }

    @DictionaryEntries({
        "Transfer-Encoding: chunked",
        "Content-Length: ",
        "Content-Encoding: gzip",
        "Expect: 100-continue",
        "Connection: close",
        "Connection: Upgrade",
        "Upgrade: h2c",
        "HTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA",
        "PRI * HTTP/2.0",
        "HTTP/1.0",
        "X-HTTP-Method: MERGE",
        "X-Forwarded-Host: ",
        "Cookie: ",
        "multipart/form-data; boundary=x"
    })
    @MethodSource("seeds")
    @FuzzTest
    void bytes(@NotNull byte[] bytes) {
        BugDetectors.allowNetworkConnections((host, port) -> LOOPBACK.contains(host));
        Fake.BYTES.send(bytes);
    }

    /** One for all: what an input does is undone before the next. Made by the first, when classes are being watched. */
    private static final class Fake {
        static final HostileBytes BYTES = new HostileBytes();
    }
}
