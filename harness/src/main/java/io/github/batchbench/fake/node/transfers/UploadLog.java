package io.github.batchbench.fake.node.transfers;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;

/** The two files in which a node logs what it uploaded; there only if an upload was tried. */
final class UploadLog implements AutoCloseable {
    private final Writer out;
    private final Writer err;

    private UploadLog(Writer out, Writer err) {
        this.out = out;
        this.err = err;
    }

    static UploadLog in(Path directory) throws IOException {
        return new UploadLog(
                Files.newBufferedWriter(directory.resolve("fileuploadout.txt")),
                Files.newBufferedWriter(directory.resolve("fileuploaderr.txt")));
    }

    void done(String line) throws IOException {
        out.write(line + "\n");
    }

    void error(String line) throws IOException {
        err.write(line + "\n");
    }

    @Override
    public void close() throws IOException {
        try (out;
                err) {
            out.flush();
        }
    }
}
