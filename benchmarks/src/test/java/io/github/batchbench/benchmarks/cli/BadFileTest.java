package io.github.batchbench.benchmarks.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BadFileTest {
    @TempDir
    private Path folder;

    static Stream<Arguments> contents() {
        String good = new JmhFile().result("b.B.m", "avgt", "us/op", 1, 2, 0.01).json();
        return Stream.of(
                Arguments.of("", "the file is empty"),
                Arguments.of("[]", "no benchmarks in it"),
                Arguments.of(good.substring(0, good.length() / 2), "ends in the middle"),
                Arguments.of("[{\"benchmark\": \"b.B.m", "ends in the middle"),
                Arguments.of(good + good, "something follows the end"),
                Arguments.of("hello", "not JSON"),
                Arguments.of("\u001f\u008b\b", "it is compressed; unpack it first"),
                Arguments.of("42", "not a JMH report"),
                Arguments.of("{\"benchmarks\": []}", "an object without \"batchbenchReport\""),
                Arguments.of("{\"batchbenchReport\": 99, \"results\": []}", "made by a newer version"),
                Arguments.of("[1]", "is not what JMH writes there"),
                Arguments.of("[{\"mode\": \"avgt\"}]", "no \"benchmark\""),
                Arguments.of(good.replace("avgt", "speed"), "unknown mode \"speed\""),
                Arguments.of(good.replace("primaryMetric", "metric"), "no primaryMetric"),
                Arguments.of(good.replace("\"threads\" : 1", "\"threads\" : \"many\""), "\"threads\" is not a number"),
                Arguments.of(good.replace("\"rawData\" : [ [", "\"rawData\" : [ [ {},"), "raw data are not numbers"),
                Arguments.of(good.replace("\"us/op\"", "[[1]]"), "scoreUnit is not what JMH writes there"),
                Arguments.of("[".repeat(100_000), "not what JMH writes"),
                Arguments.of("[{\"x\":" + "[".repeat(100_000), "nesting depth"));
    }

    @ParameterizedTest
    @MethodSource("contents")
    void isRefusedWithItsNameAndTheReason(String content, String reason) throws IOException {
        Path file = Files.writeString(folder.resolve("bad.json"), content);

        Cli cli = Cli.run("compare", file, file);

        assertThat(cli.code()).isEqualTo(2);
        assertThat(cli.err()).startsWith(file.toString()).contains(reason).doesNotContain("\tat ");
        assertThat(cli.out()).isEmpty();
    }

    @Test
    void everyOneOfManyIsNamedOrLeftOut() throws IOException {
        for (int i = 1; i <= 4; i++) {
            new JmhFile().result("b.B.m", "avgt", "us/op", 1, 2, 0.01).writeTo(folder.resolve("run-" + i + ".json"));
        }
        Files.writeString(folder.resolve("run-2.json"), "");
        Files.writeString(folder.resolve("run-4.json"), "hello");

        Cli refused = Cli.run("history", folder);
        Cli skipped = Cli.run("history", folder, "--skip-broken");

        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("run-2.json: the file is empty").contains("run-4.json, line 1: not JSON");
        assertThat(skipped.code()).isZero();
        assertThat(skipped.out()).startsWith("2 reports, run-1 to run-3\n");
        assertThat(skipped.err().lines()).hasSize(2).allMatch(line -> line.startsWith("left out: "));
        assertThat(Cli.run("compare", folder, "--skip-broken").out()).startsWith("run-1 -> run-3\n");
    }

    @Test
    void bareNumbersThatAreNoneAreLeftOutAndCounted() throws IOException {
        String good = new JmhFile().result("b.B.m", "avgt", "us/op", 1, 5, 0.01).json();
        Path file = Files.writeString(
                folder.resolve("nan.json"), good.replaceFirst("\"rawData\" : \\[ \\[", "$0 NaN, Infinity, -Infinity,"));

        Cli cli = Cli.run("compare", file, file);

        assertThat(cli.code()).isZero();
        assertThat(cli.out()).contains("3 measured values were not finite numbers and were left out");
    }

    @Test
    void aMissingFileIsNamed() {
        assertThat(Cli.run("compare", folder.resolve("no.json"), folder.resolve("no.json"))
                        .err())
                .contains("no.json: there is no such file");
    }
}
