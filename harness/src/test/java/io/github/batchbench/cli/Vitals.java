package io.github.batchbench.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a Java machine on Linux takes up at one time.
 *
 * @param heap bytes of the heap in use after a full collection
 * @param resident bytes of memory that the system has given it
 * @param descriptors open file descriptors
 * @param threads its threads
 * @param processes the processes that descend from it
 * @param files the files and folders below its temporary folder
 */
record Vitals(long heap, long resident, long descriptors, long threads, long processes, long files) {
    static final String HEADER = "| after | s | heap MB | resident MB | descriptors | threads | processes | files |\n"
            + "|---|---:|---:|---:|---:|---:|---:|---:|";

    private static final Pattern HEAP = Pattern.compile("heap\\s+total \\d+K, used (\\d+)K");
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");

    /** Collects its garbage, and measures. */
    static Vitals of(long pid, Path temporary) throws IOException, InterruptedException {
        jcmd(pid, "GC.run");
        Path proc = Path.of("/proc", Long.toString(pid));
        return new Vitals(
                kilobytes(HEAP, jcmd(pid, "GC.heap_info")),
                kilobytes(RESIDENT, Files.readString(proc.resolve("status"))),
                count(proc.resolve("fd")),
                count(proc.resolve("task")),
                ProcessHandle.of(pid).orElseThrow().descendants().count(),
                filesBelow(temporary));
    }

    /** A row of the table that {@link #HEADER} begins. */
    String row(String after, long seconds) {
        return String.format(
                Locale.ROOT,
                "| %s | %d | %.1f | %.1f | %d | %d | %d | %d |",
                after,
                seconds,
                heap / 1e6,
                resident / 1e6,
                descriptors,
                threads,
                processes,
                files);
    }

    /** Whether nothing is more than it was before, but for what the libraries keep of the last requests. */
    boolean isBackTo(Vitals before, long heapSlack) {
        return heap <= before.heap + heapSlack
                && descriptors <= before.descriptors
                && threads <= before.threads
                && processes <= before.processes
                && files <= before.files;
    }

    private static String jcmd(long pid, String command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), Long.toString(pid), command)
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("jcmd " + command + ": " + said);
        }
        return said;
    }

    private static long kilobytes(Pattern pattern, String text) throws IOException {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new IOException("No " + pattern + " in: " + text);
        }
        return Long.parseLong(matcher.group(1)) * 1024;
    }

    private static long count(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.count();
        }
    }

    /** Some may go while they are counted. */
    private static long filesBelow(Path folder) {
        String[] names = folder.toFile().list();
        return names == null
                ? 0
                : Stream.of(names)
                        .mapToLong(name -> 1 + filesBelow(folder.resolve(name)))
                        .sum();
    }
}
