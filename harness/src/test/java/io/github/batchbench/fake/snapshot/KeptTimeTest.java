package io.github.batchbench.fake.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Times that are read by hand are those that the JDK reads. */
class KeptTimeTest {
    @Test
    void everyTimeComesBack() {
        Random random = new Random(1);
        for (int i = 0; i < 10_000; i++) {
            long nanos = random.nextInt(1_000_000_000);
            int unit = new int[] {1, 1_000, 1_000_000, 1_000_000_000}[i % 4];
            Instant time =
                    Instant.ofEpochSecond(random.nextLong(-62_000_000_000L, 250_000_000_000L), nanos / unit * unit);
            assertThat(KeptTime.text(time)).isEqualTo(time.toString());
            assertThat(KeptTime.parse(time.toString())).isEqualTo(time);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-1000000000-01-01T00:00:00Z",
                "+1000000000-12-31T23:59:59.999999999Z",
                "-0001-02-03T04:05:06Z",
                "1970-01-01T00:00:00Z",
                "2024-02-29T23:59:59.100Z",
                "2024-02-29T23:59:59.123456Z",
                "2024-02-29T23:59:59.000000001Z"
            })
    void soDoFarOnesAndShortOnes(String text) {
        assertThat(KeptTime.parse(text)).isEqualTo(Instant.parse(text));
        assertThat(KeptTime.text(Instant.parse(text))).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Z",
                "yesterday",
                "2026-02-30T00:00:00Z",
                "2026-13-01T00:00:00Z",
                "2026-01-01T00:00:0xZ",
                "2026-01-01T24:00:01Z",
                "2026-01-01T00:61:00Z",
                "2026-01-01T00:00:00.1234567890Z"
            })
    void whatIsNoneIsRefused(String text) {
        assertThatThrownBy(() -> KeptTime.parse(text)).isInstanceOf(DateTimeException.class);
    }
}
