package io.github.batchbench.fuzz;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * Good input made bad at random, always in the same way for the same seed. A quarter of the mutations unless {@code
 * -Dbatchbench.mutations=PERCENT} says otherwise, which CI does.
 */
public final class Mutations {
    private static final List<String> ODD = List.of(
            "\0",
            "%00",
            "%",
            "%zz",
            "%2e%2e%2f",
            "../",
            "..\\",
            "/",
            "//",
            "\u2025\uff0f",
            "\uff0e",
            "\u202e",
            "\ud800",
            "\"",
            "'",
            "\\",
            "{",
            "}",
            "[",
            "]",
            "(",
            ")",
            "<",
            ">",
            "&",
            "=",
            "?",
            "#",
            ";",
            ",",
            ":",
            "$",
            "-",
            "+",
            "\r\n",
            "\n",
            "\t",
            " ",
            "null",
            "true",
            "NaN",
            "-1",
            "0",
            "99999999999999999999",
            "1e999",
            "2147483648",
            "9223372036854775808",
            "P1D",
            "P99999999999Y",
            "2026-02-30T00:00:00Z",
            "datetime'9999'",
            "\u0130",
            "\u00df",
            "<!DOCTYPE a [<!ENTITY b \"c\">]>",
            "&b;",
            "((((((((((((((((",
            "[[[[[[[[[[[[[[[[",
            "{\"a\":{\"a\":{\"a\":");
    private static final int LONG = 5000;
    private static final int PERCENT = Integer.getInteger("batchbench.mutations", 25);

    private Mutations() {}

    /**
     * Does something with every seed, and with mutations of them.
     *
     * @param count how many mutations all of them are
     */
    public static void forEach(List<String> seeds, int count, Consumer<String> action) {
        seeds.forEach(action);
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < count * PERCENT / 100; i++) {
            action.accept(mutate(seeds, random));
        }
    }

    private static String mutate(List<String> seeds, SplittableRandom random) {
        StringBuilder text = new StringBuilder(pick(seeds, random));
        for (int edits = random.nextInt(1, 5); edits > 0; edits--) {
            int at = random.nextInt(text.length() + 1);
            int end = Math.min(text.length(), at + random.nextInt(8));
            switch (random.nextInt(6)) {
                case 0 -> text.delete(at, end);
                case 1 -> text.insert(at, text.substring(at, end));
                case 2 -> text.insert(at, (char) random.nextInt(0x10000));
                case 3 -> text.insert(at, pick(seeds, random));
                case 4 -> text.insert(at, pick(ODD, random).repeat(random.nextInt(20) == 0 ? LONG : 1));
                default -> text.replace(at, end, pick(ODD, random));
            }
        }
        return text.toString();
    }

    private static String pick(List<String> from, SplittableRandom random) {
        return from.get(random.nextInt(from.size()));
    }
}
