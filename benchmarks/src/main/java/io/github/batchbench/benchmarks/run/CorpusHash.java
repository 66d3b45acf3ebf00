package io.github.batchbench.benchmarks.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.batchbench.fixtures.Corpus;
import io.github.batchbench.fixtures.TutorialText;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A hash of the texts that the benchmarks count: of the short ones, and of the beginnings of generated ones. */
final class CorpusHash {
    private static final long BEGINNING = 1 << 16;

    private CorpusHash() {}

    static String compute() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (OutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
                for (TutorialText text : Corpus.tutorial()) {
                    out.write(text.content().getBytes(UTF_8));
                }
                Corpus.english(BEGINNING).writeTo(out);
                Corpus.mixedScripts(BEGINNING).writeTo(out);
                // Its vocabulary takes seconds to make; its recipe says as much.
                out.write(Corpus.manyWords(BEGINNING).toString().getBytes(UTF_8));
            }
            return "sha256:" + HexFormat.of().formatHex(digest.digest()).substring(0, 16);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
