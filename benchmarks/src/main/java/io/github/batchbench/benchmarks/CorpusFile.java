package io.github.batchbench.benchmarks;

import io.github.batchbench.fixtures.Corpus;
import io.github.batchbench.fixtures.GeneratedCorpus;
import java.io.IOException;
import java.nio.file.Path;

/** Writes a corpus to a file, for measurements from the shell: {@code CorpusFile english|many|mixed BYTES FILE}. */
final class CorpusFile {
    private CorpusFile() {}

    public static void main(String[] args) throws IOException {
        if (args.length != 3) {
            System.err.println("usage: CorpusFile english|many|mixed BYTES FILE");
            System.exit(2);
        }
        long bytes = Long.parseLong(args[1]);
        GeneratedCorpus corpus = switch (args[0]) {
            case "english" -> Corpus.english(bytes);
            case "many" -> Corpus.manyWords(bytes);
            case "mixed" -> Corpus.mixedScripts(bytes);
            default -> throw new IllegalArgumentException("no corpus " + args[0]);
        };
        corpus.writeTo(Path.of(args[2]));
    }
}
