package io.github.batchbench.api;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Looks at everything that can be wrong on this side before anything is created on the other. */
final class Preflight {
    private Preflight() {}

    static void check(RunSettings settings) {
        settings.inputs().forEach(Input::check);
        Path folder = settings.outputFolder();
        if (folder != null) {
            checkFolder(folder);
        }
    }

    private static void checkFolder(Path folder) {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new InvalidInputException("The output folder " + folder + " is a file.");
        }
        try {
            Files.createDirectories(folder);
            // The only sure way to know: permissions, read-only mounts and full disks all show here.
            Files.delete(Files.createTempFile(folder, ".batchbench", ""));
        } catch (IOException e) {
            throw new InvalidInputException(
                    "The output folder " + folder + " cannot be written to: " + reason(e) + ".");
        }
    }

    private static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        String reason = e instanceof FileSystemException known ? known.getReason() : e.getMessage();
        return reason == null ? e.getClass().getSimpleName() : reason;
    }
}
