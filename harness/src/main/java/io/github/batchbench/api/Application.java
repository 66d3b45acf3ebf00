package io.github.batchbench.api;

import io.github.batchbench.azure.blob.BlobStorage;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The program that tasks run: one file, which the start task puts on every node. Immutable. */
public final class Application {
    private final String name;
    private final Source source;
    private final @Nullable String preparation;

    private Application(String name, Source source, @Nullable String preparation) {
        if (!name.matches("[A-Za-z0-9_.][A-Za-z0-9_.-]*")) {
            throw new InvalidInputException("The program's file name may hold only letters, digits, dots, hyphens and"
                    + " underscores, because it becomes part of command lines: " + name);
        }
        this.name = name;
        this.source = source;
        this.preparation = preparation;
    }

    private interface Source {
        void upload(BlobStorage blobs, String container, String blob) throws InterruptedException;
    }

    /** A file on disk. */
    public static Application of(Path file) {
        new Input.OfFile(file).check();
        return new Application(
                new Input.OfFile(file).name(),
                (blobs, container, blob) -> {
                    if (!Files.isReadable(file)) {
                        throw new InvalidInputException("The program " + file + " is gone.");
                    }
                    blobs.upload(container, blob, file);
                },
                null);
    }

    /** Some bytes under a name; the array is not copied. */
    public static Application of(String name, byte[] bytes) {
        return new Application(name, (blobs, container, blob) -> blobs.upload(container, blob, bytes), null);
    }

    /**
     * The same program, prepared by a start task that costs time and saves more of it in each task. It is left out for few
     * tasks a node whose commands name the program, and where the pool is not the run's own; if it fails, tasks run all the same.
     *
     * @param script for {@code /bin/sh}, without single quotes; the program lies in {@code $AZ_BATCH_NODE_SHARED_DIR}
     */
    public Application preparedBy(String script) {
        return new Application(name, source, TaskCommand.shell(script).script());
    }

    /** What the start task is to run once the program is in place, or null. */
    @Nullable
    String preparation() {
        return preparation;
    }

    /** The file's name. */
    public String name() {
        return name;
    }

    /** Puts it into a container under its name. */
    public void upload(BlobStorage blobs, String container) throws InterruptedException {
        source.upload(blobs, container, name);
    }
}
