package io.github.batchbench.benchmarks.cli;

import io.github.batchbench.benchmarks.compare.Side;
import io.github.batchbench.benchmarks.report.Report;
import io.github.batchbench.benchmarks.report.ReportReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code FILE} or {@code LABEL=FILE}. Files of one label are one side, whose forks count together; a file without a
 * label is a side of its own.
 *
 * @param label empty if there is none
 * @param file as it was given; may be a folder
 */
record SideArgument(String label, Path file) {
    static SideArgument parse(String argument) {
        int sign = argument.indexOf('=');
        if (sign <= 0 || Files.exists(Path.of(argument))) {
            return new SideArgument("", Path.of(argument));
        }
        return new SideArgument(argument.substring(0, sign), Path.of(argument.substring(sign + 1)));
    }

    /**
     * Reads all files. Sides come in the order in which their labels first appear. A folder stands for its reports, each of
     * which is a side of its own unless the folder has a label.
     */
    static List<Side> read(List<String> arguments) {
        Map<String, List<Report>> sides = new LinkedHashMap<>();
        for (String text : arguments) {
            SideArgument argument = parse(text);
            if (Files.isDirectory(argument.file())) {
                for (ReportFolder.Found found : ReportFolder.read(argument.file())) {
                    String label = argument.label().isEmpty() ? free(found.label(), sides) : argument.label();
                    sides.computeIfAbsent(label, name -> new ArrayList<>()).add(found.report());
                }
            } else {
                String label = argument.label().isEmpty() ? free(argument.file().toString(), sides) : argument.label();
                sides.computeIfAbsent(label, name -> new ArrayList<>()).add(ReportReader.read(argument.file()));
            }
        }
        return sides.entrySet().stream()
                .map(side -> new Side(side.getKey(), side.getValue()))
                .toList();
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
