package io.github.batchbench.benchmarks.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import com.code_intelligence.jazzer.mutation.annotation.WithUtf8Length;
import io.github.batchbench.benchmarks.compare.render.Format;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a report holds, it is compared with itself, or refused with the file's name. */
class ReportFuzz {
    private static final Path FILE = Path.of(System.getProperty("jazzer.internal.basedir", "target"), "report.json");

    private static final List<Format> FORMATS = List.of(Format.values());

    static List<String> seeds() {
        String jmh = new JmhFile()
                .result("b.B.m", "avgt", "us/op", 1, 2, 0.01)
                .param("n", "1")
                .secondary("gc", "MB/sec", 5, 2, 0.01)
                .json();
        return List.of(
                jmh,
                "{\"batchbenchReport\": 1, \"environment\": {\"cpu\": \"x\"}, \"ruler\": {\"start\": " + jmh
                        + "}, \"results\": " + jmh + "}",
                "[{\"benchmark\": \"a.B.c\", \"mode\": \"sample\", \"primaryMetric\": {\"scoreUnit\": \"us/op\","
                        + "\"rawDataHistogram\": [[[[12.5, 3], [1e9, 1]]]]}}]",
                "[{\"benchmark\": \"a.B.c\", \"mode\": \"thrpt\", \"threads\": 4, \"params\": {\"n\": null},"
                        + "\"primaryMetric\": {\"scoreUnit\": \"ops/ms\", \"rawData\": [[1.0, \"NaN\", 3], []]}}]");
    }

    @MethodSource("seeds")
    @FuzzTest
    void reports(@NotNull @WithUtf8Length(max = 4000) String report) throws IOException {
        Files.writeString(FILE, report);
        Format format = FORMATS.get(report.length() % FORMATS.size());
        Cli cli = Cli.run("compare", FILE, FILE, "--allow", "all", "--resamples", 200, "--format", format);
        assertThat(cli.code()).as(cli.err()).isBetween(Main.OK, Main.NOT_COMPARABLE);
        assertThat(cli.err()).doesNotContain("\tat ", "please report");
    }
}
