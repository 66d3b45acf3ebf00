package io.github.batchbench.benchmarks.cli;

import io.github.batchbench.benchmarks.compare.render.Format;
import io.github.batchbench.benchmarks.compare.render.HistoryOutcome;
import io.github.batchbench.benchmarks.compare.render.Outcome;
import io.github.batchbench.benchmarks.report.ReportException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Where the outcome goes. */
final class OutputOptions {
    @Option(
            names = "--format",
            defaultValue = "text",
            paramLabel = "FORMAT",
            description = "On standard output: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Format format = Format.TEXT;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Also into a file, whose ending says the format: .txt .md .csv .json .xml (JUnit) .html;"
                    + " may be repeated.")
    private List<Path> outputs = List.of();

    @Option(
            names = "--link",
            defaultValue = "",
            paramLabel = "URL",
            description = "Address of the page (-o FILE.html), for the summary in Markdown.")
    private String link = "";

    private boolean quiet;

    /** Where the page will be; empty if nobody said. */
    String link() {
        return link;
    }

    /** Leaves standard output alone; files are written all the same. */
    void silence() {
        quiet = true;
    }

    /** Before anything is computed. */
    void check(Function<String, ParameterException> usage) {
        for (Path output : outputs) {
            if (Format.of(output.toString()).isEmpty()) {
                throw usage.apply("--output " + output + ": end its name in .txt, .md, .csv, .json, .xml or .html");
            }
        }
    }

    void write(Outcome outcome, PrintWriter out) throws IOException {
        write((form, into) -> form.write(outcome, into), out);
    }

    void write(HistoryOutcome outcome, PrintWriter out) throws IOException {
        write((form, into) -> form.write(outcome, into), out);
    }

    /** True if somewhere that format is asked for. */
    boolean has(Format wanted) {
        return format == wanted
                || outputs.stream()
                        .anyMatch(output -> Format.of(output.toString()).equals(Optional.of(wanted)));
    }

    private interface Rendering {
        void write(Format format, Appendable into) throws IOException;
    }

    private void write(Rendering rendering, PrintWriter out) throws IOException {
        if (!quiet) {
            rendering.write(format, out);
        }
        for (Path output : outputs) {
            Format of = Format.of(output.toString()).orElseThrow();
            try (Writer writer = Files.newBufferedWriter(output, StandardCharsets.UTF_8)) {
                rendering.write(of, writer);
            } catch (IOException e) {
                throw new ReportException(output + ": cannot be written: " + e, e);
            }
        }
    }
}
