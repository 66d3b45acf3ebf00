package io.github.batchbench.nodetask.counter;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts with the means of the library: decode, split, a hash map of strings in order of first appearance. */
final class PlainCounter {
    private static final String SPACES = "\t\n\u000b\f\r\u001c\u001d\u001e\u001f \u0085\u00a0\u1680"
            + "\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000";
    private static final String PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

    private final Map<String, long[]> counts = new LinkedHashMap<>();
    private final StringBuilder token = new StringBuilder();
    private long consumed;

    PlainCounter count(InputStream in) throws IOException {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer bytes = ByteBuffer.allocate(1 << 16);
        CharBuffer chars = CharBuffer.allocate(1 << 16);
        boolean end = false;
        while (!end) {
            int read = in.read(bytes.array(), bytes.position(), bytes.remaining());
            end = read < 0;
            bytes.position(bytes.position() + Math.max(0, read)).flip();
            CoderResult result = decoder.decode(bytes, chars, end);
            consumed += bytes.position();
            if (result.isError()) {
                throw new MalformedUtf8Exception(consumed);
            }
            split(chars.flip());
            bytes.compact();
            chars.clear();
        }
        endToken();
        return this;
    }

    private void split(CharBuffer chars) {
        while (chars.hasRemaining()) {
            char c = chars.get();
            if (isSpace(c)) {
                endToken();
            } else {
                token.append(c);
            }
        }
    }

    private void endToken() {
        int start = 0;
        int end = token.length();
        while (start < end && isPunctuation(token.charAt(start))) {
            start++;
        }
        while (end > start && isPunctuation(token.charAt(end - 1))) {
            end--;
        }
        if (start < end) {
            counts.computeIfAbsent(token.substring(start, end), word -> new long[1])[0]++;
        }
        token.setLength(0);
    }

    List<WordCount> top(int n) {
        return counts.entrySet().stream()
                .map(entry -> new WordCount(entry.getKey(), entry.getValue()[0]))
                .sorted(Comparator.comparingLong(WordCount::count).reversed())
                .limit(n)
                .toList();
    }

    /** The characters that Python's {@code str.isspace()} calls so. */
    static boolean isSpace(char c) {
        return SPACES.indexOf(c) >= 0;
    }

    /** Python's {@code string.punctuation}. */
    static boolean isPunctuation(char c) {
        return PUNCTUATION.indexOf(c) >= 0;
    }
}
