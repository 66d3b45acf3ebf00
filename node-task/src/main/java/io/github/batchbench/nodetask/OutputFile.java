package io.github.batchbench.nodetask;

import io.github.batchbench.nodetask.counter.WordCount;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The file that a task leaves behind and uploads. */
public final class OutputFile {
    private static final String RULE = "-".repeat(30);

    private OutputFile() {}

    /**
     * The output's name: {@code _OUTPUT} goes before the input's extension, {@code taskdata1_OUTPUT.txt}. As in
     * Python's {@code splitext}, leading dots begin no extension.
     *
     * @param inputName a file's name without its folder
     */
    public static String nameFor(String inputName) {
        int stem = 0;
        while (stem < inputName.length() && inputName.charAt(stem) == '.') {
            stem++;
        }
        int dot = inputName.lastIndexOf('.');
        int at = dot > stem ? dot : inputName.length();
        return inputName.substring(0, at) + "_OUTPUT" + inputName.substring(at);
    }

    static void write(Path file, List<WordCount> words, TaskIdentity identity) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            line(out, "Word\tCount");
            line(out, RULE);
            for (WordCount word : words) {
                line(out, word.word() + ":\t" + word.count());
            }
            line(out, RULE);
            line(out, "Node: " + identity.node());
            line(out, "Task: " + identity.task());
            line(out, "Job:  " + identity.job());
            line(out, "Pool: " + identity.pool());
        }
    }

    /** The same line end on every system: the file is read elsewhere. */
    private static void line(BufferedWriter out, String text) throws IOException {
        out.write(text);
        out.write('\n');
    }
}
