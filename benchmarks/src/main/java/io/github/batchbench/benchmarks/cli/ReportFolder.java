package io.github.batchbench.benchmarks.cli;

import io.github.batchbench.benchmarks.report.Fact;
import io.github.batchbench.benchmarks.report.Report;
import io.github.batchbench.benchmarks.report.ReportException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The reports of a folder, in the order in which they were made: by the time that each says, or by name if one of them says
 * none. Numbers in names count as numbers, so that run-9 comes before run-10.
 */
final class ReportFolder {
    private static final Pattern PARTS = Pattern.compile("\\d+|\\D+");

    /**
     * A report and where it was.
     *
     * @param file inside the folder
     */
    record Found(Path file, Report report) {
        /** The file's name without its ending. */
        String label() {
            String name = file.getFileName().toString();
            return name.substring(0, name.length() - ".json".length());
        }

        private Optional<Instant> time() {
            try {
                return Optional.ofNullable(report.environment().get(Fact.TIME)).map(Instant::parse);
            } catch (DateTimeParseException e) {
                return Optional.empty();
            }
        }
    }

    private ReportFolder() {}

    /**
     * Reads every file whose name ends in .json, but not the folders within.
     *
     * @param broken takes what is wrong with those that cannot be read
     * @throws ReportException if there is none, or the folder cannot be read
     */
    static List<Found> read(Path folder, List<String> broken) {
        List<Path> files;
        try (Stream<Path> list = Files.list(folder)) {
            files = list.filter(file -> file.toString().endsWith(".json") && Files.isRegularFile(file))
                    .sorted(Comparator.comparing(
                            file -> padded(file.getFileName().toString())))
                    .toList();
        } catch (IOException e) {
            throw new ReportException(folder + ": cannot be listed: " + e, e);
        }
        if (files.isEmpty()) {
            throw new ReportException(folder + ": no file in it ends in .json");
        }
        List<Found> found = files.stream()
                .flatMap(file -> SideReading.read(file, broken).map(report -> new Found(file, report)).stream())
                .toList();
        boolean timed = found.stream().allMatch(report -> report.time().isPresent());
        return timed
                ? found.stream()
                        .sorted(Comparator.comparing(report -> report.time().orElseThrow()))
                        .toList()
                : found;
    }

    /** With leading zeros before each number, so that the order of texts is that of the numbers. */
    private static String padded(String name) {
        StringBuilder padded = new StringBuilder();
        PARTS.matcher(name).results().map(MatchResult::group).forEach(part -> {
            boolean number = Character.isDigit(part.charAt(0));
            padded.append("0".repeat(number ? Math.max(0, 20 - part.length()) : 0))
                    .append(part);
        });
        return padded.toString();
    }
}
