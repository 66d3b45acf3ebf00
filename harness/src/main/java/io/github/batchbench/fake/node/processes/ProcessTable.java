package io.github.batchbench.fake.node.processes;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The processes of this machine as Linux shows them in {@code /proc}. Elsewhere the table is empty, and the caller must
 * do with what {@link ProcessHandle} knows.
 */
public final class ProcessTable {
    private static final Path PROC = Path.of("/proc");
    private static final String NAME = '\0' + ProcessTree.MARK + "=";

    private static final List<String> PLACES = List.of("cwd", "exe", "fd/1", "fd/2");

    /** Places among the fields that Linux shows of a process, from its state on. */
    private static final int STATE = 0;

    private static final int SESSION = 3;
    private static final int START = 19;
    private static final int MEMORY = 20;
    private static final int ENVIRONMENT_START = 47;
    private static final int ENVIRONMENT_END = 48;

    /** Together at least a second: on a busy machine a process may not have its turn for a while. */
    private static final int MOST_LOOKS = 1_000;

    private static final long PAUSE_NANOS = 1_000_000;

    private byte[] buffer = new byte[1 << 15];

    private ProcessTable() {}

    /**
     * What is looked for: processes that belong to one of the sessions, or whose environment has a mark that is asked
     * for, or that work, run from or write below one of the folders.
     */
    public record Wanted(Set<Long> sessions, Predicate<String> marks, Collection<Path> folders) {}

    /**
     * The processes that are wanted. Those that end meanwhile, those of other users, and those that were there before this
     * one, such as the shell of somebody who looks at a task's folder, are not found.
     *
     * @throws IOException if the table cannot be read now, because no file descriptor is left
     */
    public static List<ProcessHandle> find(Wanted wanted) throws IOException {
        return find(PROC, wanted);
    }

    /** As this system shows them there; nothing if it does not, as on macOS. */
    static List<ProcessHandle> find(Path proc, Wanted wanted) throws IOException {
        if (!Files.isReadable(proc.resolve("self/stat"))) {
            return List.of();
        }
        ProcessTable table = new ProcessTable();
        List<ProcessHandle> found = new ArrayList<>();
        long self = ProcessHandle.current().pid();
        long since = start(table.fields(proc.resolve("self")));
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(proc, "[0-9]*")) {
            for (Path process : processes) {
                long pid = Long.parseLong(process.getFileName().toString());
                if (pid != self && table.is(process, wanted, since)) {
                    ProcessHandle.of(pid).ifPresent(found::add);
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return found;
    }

    /** The signals that this process ignores: the lowest bit is that of signal 1. None where the system does not show them. */
    static long ignoredSignals() {
        String name = "SigIgn:";
        try (Stream<String> lines = Files.lines(PROC.resolve("self/status"))) {
            return lines.filter(line -> line.startsWith(name))
                    .mapToLong(line ->
                            Long.parseUnsignedLong(line.substring(name.length()).strip(), 16))
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }

    private boolean is(Path process, Wanted wanted, long since) throws IOException {
        String[] fields = fieldsIfThere(process);
        // A zombie has no session, environment or place.
        return fields.length > MEMORY
                && !fields[STATE].equals("Z")
                && start(fields) >= since
                && (wanted.sessions().contains(Long.parseLong(fields[SESSION]))
                        || marked(process, wanted.marks())
                        || isBelow(process, wanted.folders()));
    }

    /** In ticks since the machine started. */
    private static long start(String[] fields) {
        return Long.parseLong(fields[START]);
    }

    /** What gave itself another environment and another session has still a place to be. */
    private static boolean isBelow(Path process, Collection<Path> folders) {
        return !folders.isEmpty()
                && PLACES.stream()
                        .flatMap(link -> target(process.resolve(link)).stream())
                        .anyMatch(place -> folders.stream().anyMatch(place::startsWith));
    }

    /** Nothing if the process has ended, is another user's, or has no such descriptor. */
    private static Optional<Path> target(Path link) {
        try {
            return Optional.of(Files.readSymbolicLink(link));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static boolean isOutOfDescriptors(IOException e) {
        return String.valueOf(e.getMessage()).contains("Too many open files");
    }

    private boolean marked(Path process, Predicate<String> marks) throws IOException {
        String environment = '\0' + environment(process);
        int start = environment.indexOf(NAME);
        int end = environment.indexOf('\0', start + NAME.length());
        return start >= 0 && end >= 0 && marks.test(environment.substring(start + NAME.length(), end));
    }

    /** While Linux puts another program into a process, which is a moment, it shows no environment. */
    private String environment(Path process) throws IOException {
        boolean empty = false;
        for (int look = 0; look < MOST_LOOKS; look++) {
            try {
                String environment = read(process.resolve("environ"));
                String[] fields = environment.isEmpty() ? fields(process) : new String[0];
                // A zombie and what belongs to Linux itself have no memory.
                if (fields.length <= ENVIRONMENT_END || fields[MEMORY].equals("0")) {
                    return environment;
                }
                // A process may have been given none. Twice, since in that moment, too, the end is where the beginning
                // is.
                boolean emptyBefore = empty;
                empty = !fields[ENVIRONMENT_END].equals("0")
                        && fields[ENVIRONMENT_END].equals(fields[ENVIRONMENT_START]);
                if (empty && emptyBefore) {
                    return "";
                }
            } catch (IOException e) {
                if (isOutOfDescriptors(e)) {
                    throw e;
                }
                return "";
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        return "";
    }

    /** None if the process has ended. */
    private String[] fieldsIfThere(Path process) throws IOException {
        try {
            return fields(process);
        } catch (IOException e) {
            if (isOutOfDescriptors(e)) {
                throw e;
            }
            return new String[0];
        }
    }

    /** From the third one on; the second, the program's name, is in parentheses and may contain anything. */
    private String[] fields(Path process) throws IOException {
        String line = read(process.resolve("stat"));
        return line.substring(line.lastIndexOf(')') + 1).trim().split(" ");
    }

    /** By one call of the system: what a second one finds may be another program's. */
    private String read(Path file) throws IOException {
        while (true) {
            try (InputStream in = new FileInputStream(file.toFile())) {
                int length = Math.max(0, in.read(buffer));
                if (length < buffer.length) {
                    return new String(buffer, 0, length, StandardCharsets.ISO_8859_1);
                }
            }
            buffer = new byte[buffer.length * 2];
        }
    }
}
