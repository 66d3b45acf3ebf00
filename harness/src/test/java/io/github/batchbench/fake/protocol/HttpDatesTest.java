package io.github.batchbench.fake.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpDatesTest {
    private static final DateTimeFormatter JDK = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    @Test
    void anInstantIsWrittenAsTheJdkWritesItAndReadAgain() {
        long last = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();
        long first = Instant.parse("0001-01-01T00:00:00Z").getEpochSecond();
        Random random = new Random(7);
        for (int i = 0; i < 2_000; i++) {
            Instant instant = Instant.ofEpochSecond(random.nextLong(first, last + 1), random.nextInt(1_000_000_000));
            assertThat(HttpDates.format(instant)).isEqualTo(JDK.format(instant));
            assertThat(HttpDates.parse(HttpDates.format(instant)))
                    .contains(Instant.ofEpochSecond(instant.getEpochSecond()));
        }
        assertThat(HttpDates.format(Instant.ofEpochSecond(last + 1)))
                .isEqualTo(JDK.format(Instant.ofEpochSecond(last + 1)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Sat, 29 Feb 2020 23:59:59 GMT | 2020-02-29T23:59:59Z",
                "Mon, 2 Nov 2026 01:02:03 GMT | 2026-11-02T01:02:03Z",
                "mon, 02 nov 2026 01:02:03 gmt | 2026-11-02T01:02:03Z",
                "02 Nov 2026 01:02:03 GMT | 2026-11-02T01:02:03Z",
                "Mon, 02 Nov 2026 01:02:03 +0100 | 2026-11-02T00:02:03Z",
            })
    void whatElseTheJdkReadsIsReadToo(String text, String instant) {
        assertThat(HttpDates.parse(" " + text)).contains(Instant.parse(instant));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Tue, 02 Nov 2026 01:02:03 GMT",
                "Mon, 02 Nov 2026 25:02:03 GMT",
                "Mon, 02 Nov 2026 01:60:03 GMT",
                "Mon, 00 Nov 2026 01:02:03 GMT",
                "Mon, 02 ovD 2026 01:02:03 GMT",
                "Mon, 02 Nov 20x6 01:02:03 GMT",
                "Mon, :2 Nov 2026 01:02:03 GMT",
                "xxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
                "\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff",
            })
    void whatIsNoDateIsNone(String text) {
        assertThat(HttpDates.parse(text)).isEmpty();
    }
}
