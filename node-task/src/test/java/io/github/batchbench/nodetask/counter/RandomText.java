package io.github.batchbench.nodetask.counter;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Random;

/** Texts made to be hard: all white space, all punctuation, all lengths of characters, words around every size limit. */
final class RandomText {
    private static final String[] SPACES =
            (" ,\t,\n,\r\n,\u000b,\f,\u001c,\u001d,\u001e,\u001f,\u0085,\u00a0,\u1680,\u2000,"
                            + "\u2001,\u2005,\u200a,\u2028,\u2029,\u202f,\u205f,\u3000")
                    .split(",", -1);
    /** White space's neighbours, which are none, and characters at the bounds of the encoded lengths. */
    private static final String[] LETTERS =
            ("a,b,c,Z,0,\u00e9,\u0084,\u0086,\u009f,\u00a1,\u0000,\u0008,\u000e,\u001b,\u007f,"
                            + "\u0080,\u07ff,\u0800,\u167f,\u1681,\u1fff,\u200b,\u2027,\u202a,\u202e,\u2030,\u205e,\u2060,\u2fff,\u3001,"
                            + "\u3041,\u4e2d,\ud55c,\ud7ff,\ue000,\ufeff,\uffff,\ud800\udc00,\ud83d\ude00,\udbff\udfff")
                    .split(",", -1);

    private static final String PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

    private final Random random;

    RandomText(long seed) {
        random = new Random(seed);
    }

    byte[] next(int tokens) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < tokens; i++) {
            punctuation(text);
            word(text);
            punctuation(text);
            if (i < tokens - 1 || random.nextBoolean()) {
                space(text);
            }
        }
        return text.toString().getBytes(UTF_8);
    }

    /** The text with a few bytes changed, left out or cut off. */
    byte[] damaged(int tokens) {
        byte[] text = next(tokens);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int first = random.nextInt(text.length + 1);
        int second = random.nextInt(text.length + 1);
        for (int i = 0; i < text.length; i++) {
            if (i == first || i == second) {
                if (random.nextBoolean()) {
                    out.write(random.nextInt(256));
                }
            } else {
                out.write(text[i]);
            }
        }
        return out.toByteArray();
    }

    private void word(StringBuilder text) {
        int length = random.nextInt(8) == 0 ? random.nextInt(200) : random.nextInt(6);
        boolean ascii = random.nextBoolean();
        for (int i = 0; i < length; i++) {
            text.append(LETTERS[random.nextInt(ascii ? 4 : LETTERS.length)]);
            if (random.nextInt(10) == 0) {
                punctuation(text);
            }
        }
    }

    private void punctuation(StringBuilder text) {
        for (int i = Math.max(0, random.nextInt(8) - 4); i > 0; i--) {
            text.append(PUNCTUATION.charAt(random.nextInt(PUNCTUATION.length())));
        }
    }

    private void space(StringBuilder text) {
        do {
            text.append(SPACES[random.nextInt(2) * random.nextInt(SPACES.length)]);
        } while (random.nextInt(6) == 0);
    }
}
