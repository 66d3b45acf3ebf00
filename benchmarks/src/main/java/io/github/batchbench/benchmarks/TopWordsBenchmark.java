package io.github.batchbench.benchmarks;

import io.github.batchbench.fixtures.Corpus;
import io.github.batchbench.fixtures.GeneratedCorpus;
import io.github.batchbench.nodetask.counter.TopWords;
import io.github.batchbench.nodetask.counter.WordCount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The node program's counter in a warm Java machine, against plain Java: {@code Files.lines} and a {@code HashMap}. The
 * baseline splits at ASCII blanks only and strips nothing, so it does less.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(5)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
@State(Scope.Benchmark)
public class TopWordsBenchmark {
    private static final int WORDS = 10;

    /** What kind of text. */
    @Param({"tutorial", "english", "manyWords", "mixedScripts"})
    public String corpus = "";

    /** In bytes; the tutorial's text has its own size. */
    @Param({"30000000"})
    public long size;

    private Path file = Path.of("");

    /** What the counter's own parameter is: the baseline has one thread. */
    @State(Scope.Benchmark)
    public static class Threads {
        /** How many threads count. */
        @Param({"1", "2"})
        public int threads;
    }

    /** Reported as megabytes a second. */
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    @State(Scope.Thread)
    public static class Megabytes {
        /** Million bytes counted. */
        public double megabytes;
    }

    /** Writes the text to a temporary file, which is then in the page cache. */
    @Setup
    public void write() throws IOException {
        file = Files.createTempFile("batchbench-corpus", ".txt");
        if (corpus.equals("tutorial")) {
            Files.writeString(file, Corpus.tutorial().get(0).content());
        } else {
            generated().writeTo(file);
        }
    }

    private GeneratedCorpus generated() {
        return switch (corpus) {
            case "english" -> Corpus.english(size);
            case "manyWords" -> Corpus.manyWords(size);
            case "mixedScripts" -> Corpus.mixedScripts(size);
            default -> throw new IllegalArgumentException("no corpus " + corpus);
        };
    }

    /** Deletes the file. */
    @TearDown
    public void delete() throws IOException {
        Files.delete(file);
    }

    /** Our counter. */
    @Benchmark
    public List<WordCount> topWords(Threads threads, Megabytes counted) throws IOException {
        List<WordCount> words = TopWords.count(file, WORDS, threads.threads);
        counted.megabytes += Files.size(file) / 1e6;
        return words;
    }

    /** What one writes first. */
    @Benchmark
    public List<Map.Entry<String, Integer>> plainJava(Megabytes counted) throws IOException {
        Map<String, Integer> counts = new HashMap<>();
        try (Stream<String> lines = Files.lines(file)) {
            lines.forEach(line -> {
                for (String word : line.split(" ", -1)) {
                    counts.merge(word, 1, Integer::sum);
                }
            });
        }
        counted.megabytes += Files.size(file) / 1e6;
        return counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .limit(WORDS)
                .toList();
    }
}
