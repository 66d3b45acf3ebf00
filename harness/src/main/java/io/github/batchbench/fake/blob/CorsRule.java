package io.github.batchbench.fake.blob;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Who may call from a web page. Lists are as the client wrote them, separated by commas; names of headers may be
 * prefixes that end in a star, and a star alone is anything.
 *
 * @param maxAgeSeconds how long a browser may remember the answer to its question
 */
public record CorsRule(
        String methods, String origins, String allowedHeaders, String exposedHeaders, int maxAgeSeconds) {
    private static final String ANY = "*";

    /** The entries of a list. */
    public static List<String> entries(String list) {
        return entriesOf(list).toList();
    }

    private static Stream<String> entriesOf(String list) {
        return Arrays.stream(list.split(",")).map(String::strip).filter(entry -> !entry.isEmpty());
    }

    /** Whether it is for every origin. */
    public boolean allowsAnyOrigin() {
        return entriesOf(origins).anyMatch(ANY::equals);
    }

    /** Whether it is for this origin, whose letters' case counts; a star within one stands for any part of it (a guess). */
    public boolean allowsOrigin(String origin) {
        return entriesOf(origins).anyMatch(allowed -> {
            int star = allowed.indexOf('*');
            return star < 0
                    ? allowed.equals(origin)
                    : origin.length() >= allowed.length() - 1
                            && origin.startsWith(allowed.substring(0, star))
                            && origin.endsWith(allowed.substring(star + 1));
        });
    }

    /** Whether it is for this method. */
    public boolean allowsMethod(String method) {
        return entriesOf(methods).anyMatch(method::equalsIgnoreCase);
    }

    /** Whether a request may have this header. */
    public boolean allowsHeader(String name) {
        return contains(allowedHeaders, name);
    }

    /** Whether a web page may see this header of an answer. */
    public boolean exposesHeader(String name) {
        return contains(exposedHeaders, name);
    }

    private static boolean contains(String list, String name) {
        String wanted = name.toLowerCase(Locale.ROOT);
        return entriesOf(list.toLowerCase(Locale.ROOT))
                .anyMatch(entry -> entry.endsWith(ANY)
                        ? wanted.startsWith(entry.substring(0, entry.length() - 1))
                        : wanted.equals(entry));
    }
}
