package io.github.batchbench.fake.protocol.batch.auth;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The parameters of a raw query string. */
public final class Query {
    /** A parameter, decoded. */
    public record Pair(String name, String value) {}

    private Query() {}

    /** The parameters in their order, decoded once; a plus is a blank. */
    public static List<Pair> pairs(String rawQuery) {
        List<Pair> pairs = new ArrayList<>();
        for (String part : rawQuery.split("&", -1)) {
            if (!part.isEmpty()) {
                int equals = part.indexOf('=');
                String name = equals < 0 ? part : part.substring(0, equals);
                pairs.add(new Pair(decode(name), equals < 0 ? "" : decode(part.substring(equals + 1))));
            }
        }
        return pairs;
    }

    static List<Pair> pairsDecodedTwice(String rawQuery) {
        // OkHttp's query() keeps a plus, so that only the second decoding turns it into a blank.
        return pairs(decode(rawQuery.replace("+", "%2B")));
    }

    static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
