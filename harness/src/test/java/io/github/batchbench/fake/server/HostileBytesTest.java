package io.github.batchbench.fake.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.batchbench.fuzz.Mutations;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class HostileBytesTest {
    private static final HostileBytes BYTES = new HostileBytes();

    @AfterAll
    static void close() {
        BYTES.close();
    }

    @Test
    void requestsAndWhatIsMadeOfThem() {
        List<String> seeds = HostileBytes.SEEDS.stream()
                .map(seed -> new String(seed, ISO_8859_1))
                .toList();
        Mutations.forEach(seeds, 60, text -> BYTES.send(HostileBytes.bytes(text)));
    }
}
