package io.github.batchbench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class HumanDurationTest {
    @ParameterizedTest
    @CsvSource({"90s,PT1M30S", "20m,PT20M", "1h30m,PT1H30M", "2d,P2D", "45,PT45S", "1H,PT1H", "250ms,PT0.25S"})
    void readsWhatPeopleType(String text, Duration duration) {
        assertThat(new HumanDuration().convert(text)).isEqualTo(duration);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "0s", "soon", "-5m", "5 m", "5y", "m", "1h-2m"})
    void refusesTheRest(String text) {
        assertThatThrownBy(() -> new HumanDuration().convert(text)).isInstanceOf(TypeConversionException.class);
    }
}
