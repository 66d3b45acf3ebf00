package io.github.batchbench.fake.node.transfers;

import io.github.batchbench.fake.node.files.NewFile;
import io.github.batchbench.fake.node.files.TaskFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The two files in which a node logs what it uploaded; there only if an upload was tried. */
final class UploadLog implements AutoCloseable {
    private final NewFile out;
    private final NewFile err;

    private UploadLog(NewFile out, NewFile err) {
        this.out = out;
        this.err = err;
    }

    /** In a task's folder, in place of whatever the task left there. */
    static UploadLog in(TaskFiles files, Path directory) throws IOException {
        NewFile out = files.create();
        try {
            out.place(directory.resolve("fileuploadout.txt"));
            NewFile err = files.create();
            try {
                err.place(directory.resolve("fileuploaderr.txt"));
                return new UploadLog(out, err);
            } catch (IOException e) {
                err.close();
                throw e;
            }
        } catch (IOException e) {
            out.close();
            throw e;
        }
    }

    void done(String line) throws IOException {
        write(out, line);
    }

    void error(String line) throws IOException {
        write(err, line);
    }

    @Override
    public void close() throws IOException {
        try (out) {
            err.close();
        }
    }

    private static void write(NewFile file, String line) throws IOException {
        file.stream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
