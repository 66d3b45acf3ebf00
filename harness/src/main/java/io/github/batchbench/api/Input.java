package io.github.batchbench.api;

import io.github.batchbench.transfer.Upload;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Something to be staged for a task: a file, or a text under a name. */
sealed interface Input {
    /** The file's name without its folder. */
    String name();

    /** Throws if it cannot be staged. */
    void check();

    /** In bytes. */
    long size();

    /** As it is uploaded under a blob's name. */
    Upload upload(String blob);

    /** A file on disk. */
    record OfFile(Path file) implements Input {
        @Override
        public String name() {
            Path name = file.getFileName();
            return name == null ? file.toString() : name.toString();
        }

        @Override
        public void check() {
            if (!Files.exists(file)) {
                throw new InvalidInputException("There is no file " + file + ".");
            }
            if (Files.isDirectory(file)) {
                throw new InvalidInputException(file + " is a folder; give the files in it.");
            }
            if (!Files.isRegularFile(file)) {
                throw new InvalidInputException(file + " is not a regular file.");
            }
            if (!Files.isReadable(file)) {
                throw new InvalidInputException(file + " may not be read by this user.");
            }
        }

        @Override
        public long size() {
            return file.toFile().length();
        }

        @Override
        public Upload upload(String blob) {
            return Upload.of(blob, file);
        }
    }

    /** A text in memory. */
    record OfText(String name, String content) implements Input {
        @Override
        public void check() {
            if (name.isEmpty() || name.contains("/")) {
                throw new InvalidInputException("\"" + name + "\" is not the name of a file.");
            }
        }

        @Override
        public long size() {
            return content.getBytes(StandardCharsets.UTF_8).length;
        }

        @Override
        public Upload upload(String blob) {
            return Upload.of(blob, content.getBytes(StandardCharsets.UTF_8));
        }
    }
}
