package io.github.batchbench.nodetask.counter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.batchbench.fixtures.Corpus;
import io.github.batchbench.fixtures.ExpectedWord;
import io.github.batchbench.fixtures.GeneratedCorpus;
import io.github.batchbench.fixtures.Script;
import io.github.batchbench.fixtures.TutorialText;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TopWordsTest {
    private static final int ALL = Integer.MAX_VALUE;

    @TempDir
    private Path folder;

    static LongStream seeds() {
        return LongStream.range(0, 30);
    }

    static List<TutorialText> tutorial() {
        return Corpus.tutorial();
    }

    @ParameterizedTest
    @MethodSource("tutorial")
    void countsTheTutorialTextsAsThePythonReferenceDoes(TutorialText text) throws IOException {
        List<ExpectedWord> counted = TopWords.count(text.writeTo(folder), ALL).stream()
                .map(word -> new ExpectedWord(word.word(), word.count()))
                .toList();
        assertThat(counted).isEqualTo(text.words());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void countsHardTextsAsThePlainCounterDoes(long seed) throws IOException {
        Random random = new Random(seed);
        byte[] text = new RandomText(seed).next(1 + random.nextInt(seed < 25 ? 300 : 30_000));
        List<WordCount> expected = plain(text);
        assertThat(TopWords.count(new ByteArrayInputStream(text), ALL)).isEqualTo(expected);
        assertThat(TopWords.count(new Trickle(text, random), ALL)).isEqualTo(expected);
        Path file = Files.write(folder.resolve("text"), text);
        for (int threads = 1; threads <= 3; threads++) {
            long segment = seed < 25 ? 1 + random.nextInt(200) : 1 + random.nextInt(100_000);
            assertThat(TopWords.count(file, ALL, threads, segment, random.nextInt(200)))
                    .as("%d threads, segments of %d bytes", threads, segment)
                    .isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void findsTheFirstMalformedByteAsTheDecoderDoes(long seed) throws IOException {
        Random random = new Random(seed);
        RandomText texts = new RandomText(seed);
        for (int i = 0; i < 40; i++) {
            byte[] text = texts.damaged(1 + random.nextInt(60));
            Path file = Files.write(folder.resolve("text" + i), text);
            long expected = malformedAt(() -> plain(text));
            assertThat(malformedAt(() -> TopWords.count(new Trickle(text, random), ALL)))
                    .isEqualTo(expected);
            assertThat(malformedAt(() -> TopWords.count(file, ALL, 2, 1 + random.nextInt(100), random.nextInt(50))))
                    .isEqualTo(expected);
        }
    }

    /** Every two bytes, and every third and fourth at the bounds, at every place in a group of 64. */
    @Test
    void acceptsExactlyWhatTheDecoderAccepts() {
        int[] bounds = {0x20, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xff};
        Random random = new Random(5);
        WordScanner scanner = new WordScanner(new WordBatch(new WordTable(new Outgrown())));
        for (int lead = 0x80; lead < 0x100; lead++) {
            for (int second = 0; second < 0x100; second += second >= 0x78 ? 1 : 0x20) {
                int third = bounds[random.nextInt(bounds.length)];
                int fourth = bounds[random.nextInt(bounds.length)];
                int at = 50 + random.nextInt(20);
                byte[] text = "x".repeat(200).getBytes(UTF_8);
                byte[] sequence = {(byte) lead, (byte) second, (byte) third, (byte) fourth};
                System.arraycopy(sequence, 0, text, at, 1 + random.nextInt(4));
                assertThat(malformedAt(() -> scan(scanner, text)))
                        .as("%x %x %x %x at %d", lead, second, third, fourth, at)
                        .isEqualTo(malformedAt(() -> plain(text)));
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            'one two two'            | 'two=2 one=1'
            'b a b a'                | 'b=2 a=2'
            'The the THE'            | 'The=1 the=1 THE=1'
            'don''t "don''t" -don''t-' | 'don''t=3'
            '-- ... !?'              | ''
            '-a- (b) c,d'            | 'a=1 b=1 c,d=1'
            ''                       | ''
            ' '                      | ''
            """)
    void wordsAreWhatTheTutorialMeans(String text, String expected) throws IOException {
        assertThat(shown(text)).isEqualTo(expected);
    }

    @Test
    void lineEndsAndByteOrderMarkAreTakenAsPythonTakesThem() throws IOException {
        assertThat(shown("a b\r\na\r\n")).isEqualTo("a=2 b=1");
        assertThat(shown("\ufeffa a")).isEqualTo("\ufeffa=1 a=1");
        assertThat(shown("a\u3000b\u00a0a\u2028c\u0085a")).isEqualTo("a=3 b=1 c=1");
        assertThat(shown("a\u200bb \u201ca\u201d")).isEqualTo("a\u200bb=1 \u201ca\u201d=1");
    }

    @ParameterizedTest
    @ValueSource(ints = {7, 8, 9, 14, 15, 16, 17, 63, 64, 65, 16_384, 262_000, 262_144, 600_000, 5_000_000})
    void wordsOfAnyLengthAreTheirOwn(int length) throws IOException {
        String word = "x".repeat(length - 1);
        String text = word + "y " + word + "z \n(" + word + "y) " + word + "y\u0000 " + word;
        assertThat(TopWords.count(new ByteArrayInputStream(text.getBytes(UTF_8)), ALL))
                .containsExactly(
                        new WordCount(word + "y", 2),
                        new WordCount(word + "z", 1),
                        new WordCount(word + "y\u0000", 1),
                        new WordCount(word, 1));
    }

    @Test
    void oneTokenOverAllSegmentsIsOneWord() throws IOException {
        Path file = Files.writeString(folder.resolve("token"), "\u4e2d".repeat(100_000));
        assertThat(TopWords.count(file, 3, 3, 1_000, 0)).containsExactly(new WordCount("\u4e2d".repeat(100_000), 1));
    }

    @Test
    void manyThreadsCountManyWordsLikeOne() throws IOException {
        Path file = new GeneratedCorpus(Script.MIXED, 200_000, 0.7, 6_000_000, 9).writeTo(folder.resolve("many"));
        List<WordCount> one = TopWords.count(file, ALL, 1, 50_000, 0);
        assertThat(one).hasSizeGreaterThan(100_000).isEqualTo(plain(Files.readAllBytes(file)));
        assertThat(TopWords.count(file, ALL, 4, 50_000, 1_000)).isEqualTo(one);
        assertThat(TopWords.count(file, ALL, 4, 50_000, 1 << 20)).isEqualTo(one);
        assertThat(TopWords.count(file, 10, 2, 50_000, 0)).isEqualTo(one.subList(0, 10));
    }

    @Test
    void gzipIsDecompressedWhateverItsName() throws IOException {
        Path file = folder.resolve("text");
        try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write("b a b".getBytes(UTF_8));
        }
        assertThat(TopWords.count(file, ALL)).containsExactly(new WordCount("b", 2), new WordCount("a", 1));
        Files.write(file, new byte[] {0x1f, (byte) 0x8b, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11});
        assertThatThrownBy(() -> TopWords.count(file, ALL)).isInstanceOf(ZipException.class);
    }

    @Test
    void whatCannotBeAskedForIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("text"), "a");
        assertThatThrownBy(() -> TopWords.count(file, 0)).hasMessageContaining("n must be at least 1");
        assertThatThrownBy(() -> TopWords.count(file, 1, 0)).hasMessageContaining("threads must be at least 1");
    }

    private static String shown(String text) throws IOException {
        StringBuilder shown = new StringBuilder();
        for (WordCount word : TopWords.count(new ByteArrayInputStream(text.getBytes(UTF_8)), ALL)) {
            shown.append(shown.isEmpty() ? "" : " ")
                    .append(word.word())
                    .append('=')
                    .append(word.count());
        }
        return shown.toString();
    }

    private static List<WordCount> plain(byte[] text) throws IOException {
        return new PlainCounter().count(new ByteArrayInputStream(text)).top(ALL);
    }

    private static List<WordCount> scan(WordScanner scanner, byte[] text) throws IOException {
        scanner.scan(new ByteArrayInputStream(text)::read, 0);
        return List.of();
    }

    private interface Counting {
        List<WordCount> run() throws IOException;
    }

    /** The offset that counting reports, or -1 if the text is in order. */
    private static long malformedAt(Counting counting) {
        @Nullable MalformedUtf8Exception malformed = catchThrowableOfType(MalformedUtf8Exception.class, counting::run);
        return malformed == null ? -1 : malformed.byteOffset();
    }

    /** Gives a few bytes at a time, as a pipe does. */
    private static final class Trickle extends InputStream {
        private final ByteArrayInputStream bytes;
        private final Random random;

        Trickle(byte[] text, Random random) {
            this.bytes = new ByteArrayInputStream(text);
            this.random = random;
        }

        @Override
        public int read() {
            return bytes.read();
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            return bytes.read(target, offset, Math.min(length, 1 + random.nextInt(50_000)));
        }
    }
}
