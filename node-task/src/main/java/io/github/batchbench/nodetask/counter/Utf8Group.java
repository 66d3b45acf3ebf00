package io.github.batchbench.nodetask.counter;

/**
 * What the scanner asks about a group of 64 bytes that are not all ASCII. Both answers are computed without branches,
 * since scripts mix in running text. Three bytes before the group and two behind it are looked at, too.
 */
final class Utf8Group {
    static final int SIZE = 64;

    private Utf8Group() {}

    /**
     * Whether the group breaks the rules of UTF-8 (Unicode, table 3-7): a continuation byte stands exactly where a lead
     * asks for one, and the second byte is within the bounds that the lead sets.
     */
    static boolean isMalformed(byte[] bytes, int at) {
        long errors = 0;
        for (int i = at; i < at + SIZE; i += Long.BYTES) {
            long here = Swar.load(bytes, i);
            long back1 = Swar.load(bytes, i - 1);
            long back2 = Swar.load(bytes, i - 2);
            long back3 = Swar.load(bytes, i - 3);
            // Shifted left, a bit further down in each byte comes to its top.
            long lead2 = back1 & (back1 << 1);
            long lead3 = back2 & (back2 << 1) & (back2 << 2);
            long lead4 = back3 & (back3 << 1) & (back3 << 2) & (back3 << 3);
            long continuation = here & ~(here << 1);
            errors |= ((lead2 | lead3 | lead4) ^ continuation) | outOfBounds(back1, here);
        }
        return (errors & Swar.TOP) != 0;
    }

    /** Overlong forms (C0, C1, E0, F0), surrogates (ED), beyond U+10FFFF (F4) and bytes that never occur (F5 to FF). */
    private static long outOfBounds(long lead, long second) {
        long low = lead & Swar.LOW;
        long from90 = (second << 2) | (second << 3);
        long fromA0 = second << 2;
        long c0c1 = ~Swar.differ(low & ~Swar.ONES, 0x40);
        long e0 = ~(Swar.differ(low, 0x60) | fromA0);
        long ed = ~Swar.differ(low, 0x6d) & fromA0;
        long f0 = ~(Swar.differ(low, 0x70) | from90);
        long f4 = ~Swar.differ(low, 0x74) & from90;
        return (c0c1 | e0 | ed | f0 | f4 | Swar.atLeast(low, 0x75)) & lead;
    }

    /**
     * The bytes at which white space beyond ASCII may begin, one bit a byte: C2 85, C2 A0, E1 9A 80, E2 80 80 to 8A, A8,
     * A9, AF, E2 81 9F, E3 80 80. Some others pass, too: {@link #spaceLength} decides.
     */
    static long spaceCandidates(byte[] bytes, int at) {
        long candidates = 0;
        for (int i = 0; i < SIZE; i += Long.BYTES) {
            long lead = Swar.load(bytes, at + i);
            long second = Swar.load(bytes, at + i + 1);
            long low = lead & Swar.LOW;
            long low2 = second & Swar.LOW;
            long fromE1 = Swar.atLeast(low, 0x61);
            long e1ToE3 = fromE1 & ~Swar.atLeast(low, 0x64);
            long e1ToE2 = fromE1 & ~Swar.atLeast(low, 0x63);
            long found = (e1ToE3 & ~Swar.differ(low2, 0x00))
                    | (e1ToE2 & ~(Swar.differ(low2, 0x01) & Swar.differ(low2, 0x1a)))
                    | (~Swar.differ(low, 0x42) & ~(Swar.differ(low2, 0x05) & Swar.differ(low2, 0x20)));
            candidates |= Swar.gather(found & lead & second) << i;
        }
        return candidates;
    }

    /** The length of the white space beyond ASCII that begins here, or 0 if there is none. */
    static int spaceLength(byte[] bytes, int at) {
        int pair = ((bytes[at] & 0xff) << 8) | (bytes[at + 1] & 0xff);
        int third = bytes[at + 2] & 0xff;
        return switch (pair) {
            case 0xc285, 0xc2a0 -> 2;
            case 0xe19a, 0xe380 -> third == 0x80 ? 3 : 0;
            case 0xe280 -> third <= 0x8a || third == 0xa8 || third == 0xa9 || third == 0xaf ? 3 : 0;
            case 0xe281 -> third == 0x9f ? 3 : 0;
            default -> 0;
        };
    }

    /**
     * The index of the first byte that begins no character.
     *
     * @param at the group that {@link #isMalformed} found; all before it is well-formed as far as it goes
     */
    static int malformedAt(byte[] bytes, int at) {
        int i = at - 1;
        while (at - i < 3 && (bytes[i] & 0xc0) == 0x80) {
            i--;
        }
        // A lead this near may be that of a character which reaches into the group, or should.
        i = (bytes[i] & 0xc0) == 0xc0 ? i : at;
        int length = characterLength(bytes, i);
        while (length > 0) {
            i += length;
            length = characterLength(bytes, i);
        }
        return i;
    }

    /** The length of the character that begins here, or 0 if none does. */
    private static int characterLength(byte[] bytes, int at) {
        int lead = bytes[at] & 0xff;
        if (lead < 0x80) {
            return 1;
        }
        int length = lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;
        int second = bytes[at + 1] & 0xff;
        int lowest = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
        int highest = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
        if (length == 0 || second < lowest || second > highest) {
            return 0;
        }
        for (int i = 2; i < length; i++) {
            if ((bytes[at + i] & 0xc0) != 0x80) {
                return 0;
            }
        }
        return length;
    }
}
