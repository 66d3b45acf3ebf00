package io.github.batchbench.benchmarks.cli;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * {@code FILE} or {@code LABEL=FILE}. Files of one label are one side, whose forks count together; a file without a
 * label is a side of its own.
 *
 * @param label empty if there is none
 * @param file as it was given; may be a folder
 */
record SideArgument(String label, Path file) {
    /** True for a folder without a label: its reports are sides of their own, one after the other in time. */
    static boolean isHistory(String argument) {
        SideArgument parsed = parse(argument);
        return parsed.label().isEmpty() && Files.isDirectory(parsed.file());
    }

    static SideArgument parse(String argument) {
        int sign = argument.indexOf('=');
        if (sign <= 0 || Files.exists(Path.of(argument))) {
            return new SideArgument("", Path.of(argument));
        }
        return new SideArgument(argument.substring(0, sign), Path.of(argument.substring(sign + 1)));
    }
}
