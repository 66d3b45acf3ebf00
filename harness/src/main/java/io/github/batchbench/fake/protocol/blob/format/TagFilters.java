package io.github.batchbench.fake.protocol.blob.format;

import io.github.batchbench.fake.blob.BlobError;
import io.github.batchbench.fake.blob.TagFilter;
import io.github.batchbench.fake.blob.TagFilter.Comparison;
import io.github.batchbench.fake.blob.TagFilter.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads conditions on tags: {@code @container = 'c' AND "project" = 'x' AND size >= '10'}. */
public final class TagFilters {
    private static final int MOST_TERMS = 10;
    private static final int LONGEST_KEY = 128;
    private static final int LONGEST_VALUE = 256;
    private static final String CONTAINER = "@container";
    private static final Pattern TERM = Pattern.compile(
            "\\s*(?<key>@?[A-Za-z_]\\w*|\"[^\"]*\")\\s*" + "(?<comparison>>=|<=|<>|=|>|<)\\s*'(?<value>[^']*)'\\s*");
    private static final Pattern AND = Pattern.compile("and\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern STRANGE = Pattern.compile("[^a-zA-Z0-9 +\\-./:=_]");
    private static final Map<String, Comparison> COMPARISONS = Map.of(
            "=", Comparison.EQUAL,
            "<>", Comparison.DIFFERENT,
            ">=", Comparison.AT_LEAST,
            "<=", Comparison.AT_MOST,
            ">", Comparison.GREATER,
            "<", Comparison.LESS);

    private TagFilters() {}

    /** As a search has it. */
    public static TagFilter ofSearch(String text) {
        TagFilter filter = parse(text, true);
        if (filter.terms().stream().anyMatch(term -> term.comparison() == Comparison.DIFFERENT)) {
            throw wrong(text.indexOf("<>"), "unexpected '<>'");
        }
        return filter;
    }

    /**
     * As a condition of a request has it: a difference may be asked for, but no container, and lengths do not count
     * (Azurite's suite).
     */
    public static TagFilter ofCondition(String text) {
        TagFilter filter = parse(text, false);
        if (filter.container().isPresent()) {
            throw wrong(text.indexOf(CONTAINER), "unexpected '" + CONTAINER + "'");
        }
        return filter;
    }

    private static TagFilter parse(String text, boolean limited) {
        Matcher matcher = TERM.matcher(text);
        List<Term> terms = new ArrayList<>();
        Optional<String> container = Optional.empty();
        int at = 0;
        while (true) {
            if (!matcher.region(at, text.length()).lookingAt()) {
                throw wrong(at, "unexpected text");
            }
            if (matcher.group("key").equals(CONTAINER)) {
                container = Optional.of(matcher.group("value"));
            } else {
                terms.add(term(matcher, limited));
            }
            at = matcher.end();
            if (at == text.length()) {
                return checked(container, terms);
            }
            Matcher and = AND.matcher(text).region(at, text.length());
            if (!and.lookingAt()) {
                throw wrong(at, "expected 'and'");
            }
            at = and.end();
        }
    }

    private static Term term(Matcher matcher, boolean limited) {
        String key = matcher.group("key").replace("\"", "");
        String value = matcher.group("value");
        if (key.startsWith("@")) {
            throw wrong(matcher.start("key"), "unsupported parameter '" + key + "'");
        }
        if (key.isEmpty() || (limited && key.length() > LONGEST_KEY)) {
            throw wrong(matcher.start("key"), "tag must be between 1 and 128 characters in length");
        }
        if (limited && value.length() > LONGEST_VALUE) {
            throw wrong(matcher.start("value"), "tag value must be between 0 and 256 characters in length");
        }
        requireAlphabet(key, matcher.start("key"));
        requireAlphabet(value, matcher.start("value"));
        return new Term(key, COMPARISONS.getOrDefault(matcher.group("comparison"), Comparison.EQUAL), value);
    }

    private static void requireAlphabet(String text, int start) {
        Matcher strange = STRANGE.matcher(text);
        if (strange.find()) {
            throw wrong(start + strange.start(), "'" + strange.group() + "' not permitted in tag name or value");
        }
    }

    private static TagFilter checked(Optional<String> container, List<Term> terms) {
        if (terms.stream().map(Term::key).distinct().count() > MOST_TERMS) {
            throw BlobError.INVALID_QUERY_PARAMETER_VALUE.exception(
                    "Error parsing query: there can be at most 10 unique tags in a query");
        }
        return new TagFilter(container, List.copyOf(terms));
    }

    private static RuntimeException wrong(int at, String why) {
        return BlobError.INVALID_QUERY_PARAMETER_VALUE.exception(
                "Error parsing query at or near character position " + (at + 1) + ": " + why);
    }
}
