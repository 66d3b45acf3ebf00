package io.github.batchbench.fake.protocol;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** The parameters of a raw query string. */
public final class Query {
    /** A parameter, decoded. */
    public record Pair(String name, String value) {}

    private Query() {}

    /** The parameters in their order, decoded once; a plus is a blank, and what is badly encoded stays as it is. */
    public static List<Pair> pairs(String rawQuery) {
        return pairs(rawQuery, Query::decode);
    }

    /** The parameters in their order. One without a value has an empty one. */
    public static List<Pair> pairs(String rawQuery, UnaryOperator<String> decode) {
        List<Pair> pairs = new ArrayList<>();
        for (String part : rawQuery.split("&", -1)) {
            if (!part.isEmpty()) {
                int equals = part.indexOf('=');
                String name = equals < 0 ? part : part.substring(0, equals);
                pairs.add(new Pair(decode.apply(name), equals < 0 ? "" : decode.apply(part.substring(equals + 1))));
            }
        }
        return pairs;
    }

    /** As {@link #pairs(String)}, of a query that was encoded once too often. */
    public static List<Pair> pairsDecodedTwice(String rawQuery) {
        // OkHttp's query() keeps a plus, so that only the second decoding turns it into a blank.
        return pairs(decode(rawQuery.replace("+", "%2B")));
    }

    /** A text decoded as a form's; as it is if it is badly encoded. */
    public static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
