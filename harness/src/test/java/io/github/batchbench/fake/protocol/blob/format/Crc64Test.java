package io.github.batchbench.fake.protocol.blob.format;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class Crc64Test {
    @Test
    void hasTheCheckValueOfItsPolynomial() {
        Crc64 crc = new Crc64();
        crc.update("123456789".getBytes(US_ASCII), 0, 9);

        assertThat(crc.value()).isEqualTo(0xAE8B_1486_0A79_9888L);
    }

    @Test
    void isTheSameInAnyPortions() {
        byte[] bytes = "The quick brown fox jumps over the lazy dog, twice.".getBytes(US_ASCII);
        Crc64 whole = new Crc64();
        whole.update(bytes, 0, bytes.length);
        Crc64 parts = new Crc64();
        parts.update(bytes, 0, 3);
        parts.update(bytes, 3, 17);
        parts.update(bytes, 20, bytes.length - 20);

        assertThat(parts.base64()).isEqualTo(whole.base64());
    }
}
