package io.github.batchbench.fake.protocol.blob.format;

import io.github.batchbench.fake.blob.BlobError;
import io.github.batchbench.fake.protocol.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The query of a URL. */
public final class QueryText {
    private QueryText() {}

    /** All values by lower-case name, decoded, in the order sent. */
    public static Map<String, List<String>> parse(String rawQuery) {
        Map<String, List<String>> values = new TreeMap<>();
        for (Query.Pair pair : Query.pairs(rawQuery, QueryText::decode)) {
            values.computeIfAbsent(pair.name().toLowerCase(Locale.ROOT), key -> new ArrayList<>())
                    .add(pair.value());
        }
        return values;
    }

    /** Only the first value of each. */
    public static Map<String, String> first(String rawQuery) {
        Map<String, String> first = new TreeMap<>();
        parse(rawQuery).forEach((name, values) -> first.put(name, values.get(0)));
        return first;
    }

    /** Blanks are {@code %20} in what the SDKs send, and a plus sign is a plus sign: a signature may hold one. */
    private static String decode(String text) {
        return Percent.decode(text, false).orElseThrow(BlobError.INVALID_URI::exception);
    }

    /** Whether a query has a signature, so that it and not a header says who asks. */
    public static boolean isSigned(Map<String, String> query) {
        return query.containsKey("sig");
    }
}
