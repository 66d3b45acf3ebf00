package io.github.batchbench.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The run that the packaged folder's archive of classes is made from: the commands whose start people wait for. What it
 * does not load is loaded from the jar, as ever.
 */
final class Training {
    private Training() {}

    /** Fails if a command does. */
    public static void main(String[] args) throws IOException {
        Main.quiet();
        Path folder = Files.createTempDirectory("batchbench-training");
        try {
            train(Writer.nullWriter(), "--help");
            train(new EndingServer(), "serve", "--https");
            train(new EndingServer(), "serve");
            train(Writer.nullWriter(), "run", "--output", folder.toString());
        } finally {
            delete(folder);
        }
        // Threads of clients may live on.
        System.exit(0);
    }

    private static void train(Writer out, String... command) {
        int code = Main.run(new PrintWriter(out), new PrintWriter(System.err, true, StandardCharsets.UTF_8), command);
        if (code != ExitCode.SUCCESS.number()) {
            throw new IllegalStateException("batchbench " + String.join(" ", command) + " ended with " + code);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.delete(path);
            }
        }
    }

    /** Ends {@code serve} as Ctrl-C does, as soon as it has said where it is. */
    private static final class EndingServer extends Writer {
        private boolean ended;

        @Override
        public void write(char[] text, int from, int length) {
            // Only that something is said counts.
        }

        @Override
        public void flush() {
            if (!ended) {
                ended = true;
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void close() {
            // There is nothing to close.
        }
    }
}
