package io.github.batchbench.benchmarks.compare.render;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/** A way to show an outcome. */
public enum Format {
    /** A table for a terminal. */
    TEXT("txt"),
    /** For a pull request's comment. */
    MARKDOWN("md"),
    /** One line a row, numbers in full. */
    CSV("csv"),
    /** Everything; its schema is in the jar beside this class. */
    JSON("json"),
    /** For a CI server: a row is a test case. */
    JUNIT("xml"),
    /** A page with charts, in one file that needs no network. */
    HTML("html");

    private final String extension;

    Format(String extension) {
        this.extension = extension;
    }

    /** Of files: {@code md}. */
    public String extension() {
        return extension;
    }

    /** The format that a file's name ends in. */
    public static Optional<Format> of(String fileName) {
        return Arrays.stream(values())
                .filter(format -> fileName.endsWith("." + format.extension))
                .findFirst();
    }

    /** Writes the outcome; the same outcome always gives the same characters. */
    public void write(Outcome outcome, Appendable out) throws IOException {
        switch (this) {
            case TEXT -> TextReport.write(outcome, out);
            case MARKDOWN -> MarkdownReport.write(outcome, out);
            case CSV -> CsvReport.write(outcome, out);
            case JSON -> JsonReport.write(outcome, out);
            case JUNIT -> JunitReport.write(outcome, out);
            case HTML -> HtmlReport.write(outcome, out);
        }
    }

    /** Writes a history; likewise. JUnit's XML has no place for one. */
    public void write(HistoryOutcome outcome, Appendable out) throws IOException {
        switch (this) {
            case TEXT -> HistoryText.write(outcome, out);
            case MARKDOWN -> HistoryMarkdown.write(outcome, out);
            case CSV -> HistoryCsv.write(outcome, out);
            case JSON -> JsonReport.write(HistoryJson.tree(outcome), out);
            case JUNIT -> throw new UnsupportedOperationException("a history has no JUnit report");
            case HTML -> HistoryPage.write(outcome, out);
        }
    }
}
