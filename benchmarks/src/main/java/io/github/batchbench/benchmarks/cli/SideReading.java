package io.github.batchbench.benchmarks.cli;

import io.github.batchbench.benchmarks.compare.Side;
import io.github.batchbench.benchmarks.compare.render.Outcome;
import io.github.batchbench.benchmarks.report.Report;
import io.github.batchbench.benchmarks.report.ReportException;
import io.github.batchbench.benchmarks.report.ReportReader;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Reads the files and folders that a command was given. */
final class SideReading {
    @Option(
            names = "--skip-broken",
            description = "Go on without files that cannot be read as reports; each is named on standard error.")
    private boolean skipBroken;

    /**
     * Reads all files. Sides come in the order in which their labels first appear. A folder stands for its reports, each of
     * which is a side of its own unless the folder has a label.
     *
     * @throws ReportException that names every file that cannot be read, unless they are to be left out
     */
    List<Side> read(List<String> arguments, PrintWriter err) {
        Map<String, List<Report>> sides = new LinkedHashMap<>();
        List<String> broken = new ArrayList<>();
        for (String text : arguments) {
            SideArgument argument = SideArgument.parse(text);
            if (Files.isDirectory(argument.file())) {
                for (ReportFolder.Found found : ReportFolder.read(argument.file(), broken)) {
                    add(argument.label(), found.label(), found.report(), sides);
                }
            } else {
                read(argument.file(), broken)
                        .ifPresent(
                                report -> add(argument.label(), argument.file().toString(), report, sides));
            }
        }
        if (!broken.isEmpty() && !skipBroken) {
            throw new ReportException(String.join(System.lineSeparator(), broken));
        }
        broken.forEach(file -> err.println("left out: " + Outcome.clean(file)));
        return sides.entrySet().stream()
                .map(side -> new Side(side.getKey(), side.getValue()))
                .toList();
    }

    /** One report; or nothing, and what is wrong with it among the broken. */
    static Optional<Report> read(Path file, List<String> broken) {
        try {
            return Optional.of(ReportReader.read(file));
        } catch (ReportException e) {
            broken.add(String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private static void add(String label, String name, Report report, Map<String, List<Report>> sides) {
        sides.computeIfAbsent(label.isEmpty() ? free(name, sides) : label, key -> new ArrayList<>())
                .add(report);
    }

    /** The same file twice is two sides. */
    private static String free(String name, Map<String, List<Report>> sides) {
        String free = name;
        for (int i = 2; sides.containsKey(free); i++) {
            free = name + " #" + i;
        }
        return free;
    }
}
