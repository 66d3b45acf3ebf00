package io.github.batchbench.report;

import io.github.batchbench.fake.agent.NodeFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Files of nodes as texts for people. */
public final class TextFiles {
    private TextFiles() {}

    /**
     * The end of a file, with a line before it that says so if it is not all of it; empty if it is not a text.
     *
     * @param most how many bytes
     */
    public static Optional<String> end(NodeFiles files, NodeFiles.Entry entry, long most) throws IOException {
        long from = Math.max(0, entry.length() - most);
        byte[] end;
        try (InputStream in = files.open(entry.path(), from, entry.length() - from)) {
            end = in.readAllBytes();
        }
        String text = new String(end, StandardCharsets.UTF_8);
        String cut = from > 0 ? "(the last " + most + " of " + entry.length() + " bytes)\n" : "";
        return text.indexOf('\0') < 0 ? Optional.of(cut + text) : Optional.empty();
    }
}
