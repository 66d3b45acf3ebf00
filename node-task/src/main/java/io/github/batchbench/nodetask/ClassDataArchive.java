package io.github.batchbench.nodetask;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * The class-data archive that a start task makes once on a node: the classes of this program, parsed and verified, for
 * later Java machines to map into memory. It holds for one Java version and one path of the jar; where it does not fit,
 * Java runs without it.
 */
final class ClassDataArchive {
    private static final String EXTENSION = ".jsa";
    private static final Path MAPPINGS = Path.of("/proc/self/maps");

    private ClassDataArchive() {}

    /** Makes the archive by running the program once, against a container that is none, in a Java machine of its own. */
    static void make(Path archive) throws TaskFailure {
        Path absolute = archive.toAbsolutePath();
        Path unfinished = absolute.resolveSibling(
                absolute.getFileName() + "." + ProcessHandle.current().pid());
        try {
            int code = train(unfinished);
            if (code != 0 || !Files.exists(unfinished)) {
                throw failure(absolute, "the training run ended with exit code " + code);
            }
            // In one step: tasks may be starting already.
            move(unfinished, absolute);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure(absolute, "interrupted");
        } catch (IOException | URISyntaxException e) {
            throw failure(absolute, e.getClass().getSimpleName() + " " + e.getMessage());
        }
    }

    private static int train(Path archive) throws IOException, InterruptedException, URISyntaxException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Path jar = Path.of(ClassDataArchive.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        List<String> command = List.of(
                java.toString(),
                "-XX:ArchiveClassesAtExit=" + archive,
                "-XX:+UseSerialGC",
                "-Xlog:disable",
                "-cp",
                jar.toString(),
                Training.class.getName());
        return new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start()
                .waitFor();
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static TaskFailure failure(Path archive, String reason) {
        return new TaskFailure(
                ExitCode.ARCHIVE,
                "no class-data archive " + archive + ": " + reason + "; tasks run without it, slower");
    }

    /** What this Java machine does about an archive, as one line, as far as the system tells. */
    static String state() {
        if (!Files.isReadable(MAPPINGS)) {
            return "class-data archive: unknown";
        }
        try (BufferedReader lines = Files.newBufferedReader(MAPPINGS)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                // The archive that comes with Java is named classes.jsa.
                if (line.endsWith(EXTENSION) && !line.contains("/classes")) {
                    return "class-data archive: in use";
                }
            }
            return "class-data archive: none, so starting took longer (see --prepare)";
        } catch (IOException e) {
            return "class-data archive: unknown";
        }
    }
}
