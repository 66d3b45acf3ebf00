package io.github.batchbench.workflow;

import io.github.batchbench.azure.BlobStorage;
import java.nio.file.Files;
import java.nio.file.Path;

/** The program that tasks run: one file, which the start task puts on every node. Immutable. */
public final class Application {
    private final String name;
    private final Source source;

    private Application(String name, Source source) {
        if (!name.matches("[A-Za-z0-9_.][A-Za-z0-9_.-]*")) {
            throw new InvalidInputException("The program's file name may hold only letters, digits, dots, hyphens and"
                    + " underscores, because it becomes part of command lines: " + name);
        }
        this.name = name;
        this.source = source;
    }

    private interface Source {
        void upload(BlobStorage blobs, String container, String blob) throws InterruptedException;
    }

    /** A file on disk. */
    public static Application of(Path file) {
        new Input.OfFile(file).check();
        return new Application(new Input.OfFile(file).name(), (blobs, container, blob) -> {
            if (!Files.isReadable(file)) {
                throw new InvalidInputException("The program " + file + " is gone.");
            }
            blobs.upload(container, blob, file);
        });
    }

    /** Some bytes under a name; the array is not copied. */
    public static Application of(String name, byte[] bytes) {
        return new Application(name, (blobs, container, blob) -> blobs.upload(container, blob, bytes));
    }

    /** The file's name. */
    public String name() {
        return name;
    }

    void upload(BlobStorage blobs, String container) throws InterruptedException {
        source.upload(blobs, container, name);
    }
}
