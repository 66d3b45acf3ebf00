package io.github.batchbench.fake.node;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The processes of this machine as Linux shows them in {@code /proc}. Elsewhere the table is empty, and the caller must
 * do with what {@link ProcessHandle} knows.
 */
final class ProcessTable {
    private static final Path PROC = Path.of("/proc");
    private static final String NAME = '\0' + ProcessTree.MARK + "=";

    private ProcessTable() {}

    /**
     * The processes that belong to one of the sessions, or whose environment has a mark that is asked for. Processes
     * that end meanwhile, and those of other users, are not found.
     */
    static List<ProcessHandle> find(Set<Long> sessions, Predicate<String> marks) {
        List<ProcessHandle> found = new ArrayList<>();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path process : processes) {
                if (sessions.contains(session(process)) || marked(process, marks)) {
                    ProcessHandle.of(Long.parseLong(process.getFileName().toString()))
                            .ifPresent(found::add);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            return found;
        }
        return found;
    }

    private static boolean marked(Path process, Predicate<String> marks) {
        String environment = '\0' + read(process.resolve("environ"));
        int start = environment.indexOf(NAME);
        int end = environment.indexOf('\0', start + NAME.length());
        return start >= 0 && end >= 0 && marks.test(environment.substring(start + NAME.length(), end));
    }

    /** The sixth field; the second, the program's name, is in parentheses and may contain anything. A zombie has none. */
    private static long session(Path process) {
        String line = read(process.resolve("stat"));
        String[] fields = line.substring(line.lastIndexOf(')') + 1).trim().split(" ", 5);
        return fields.length < 5 || fields[0].equals("Z") ? -1 : Long.parseLong(fields[3]);
    }

    private static String read(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }
}
