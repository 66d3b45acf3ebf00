package io.github.batchbench.fake.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batchbench.fake.protocol.Content;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LazyStreamTest {
    private final AtomicInteger opened = new AtomicInteger();

    private final Content content = new Content() {
        @Override
        public long length() {
            return 3;
        }

        @Override
        public InputStream open() {
            opened.incrementAndGet();
            return new ByteArrayInputStream(new byte[] {1, 2, 3});
        }
    };

    @Test
    void isNotOpenedForNoBytesAsTheJournalAsksForThem() throws IOException {
        try (InputStream stream = new LazyStream(content)) {
            assertThat(stream.readNBytes(0)).isEmpty();
        }

        assertThat(opened).hasValue(0);
    }

    @Test
    void isOpenedOnceForItsBytes() throws IOException {
        try (InputStream stream = new LazyStream(content)) {
            assertThat(stream.read()).isEqualTo(1);
            assertThat(stream.readAllBytes()).containsExactly(2, 3);
        }

        assertThat(opened).hasValue(1);
    }
}
