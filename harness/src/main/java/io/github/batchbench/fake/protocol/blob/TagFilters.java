package io.github.batchbench.fake.protocol.blob;

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
final class TagFilters {
    private static final int MOST_TERMS = 10;
    private static final Pattern TERM =
            Pattern.compile("\\s*(@container|\"(?<quoted>[^\"]{1,128})\"|(?<plain>[A-Za-z_][A-Za-z0-9_]{0,127}))\\s*"
                    + "(?<comparison>>=|<=|<>|=|>|<)\\s*'(?<value>[^']{0,256})'\\s*");
    private static final Pattern AND = Pattern.compile("and\\b", Pattern.CASE_INSENSITIVE);
    private static final Map<String, Comparison> COMPARISONS = Map.of(
            "=", Comparison.EQUAL,
            "<>", Comparison.DIFFERENT,
            ">=", Comparison.AT_LEAST,
            "<=", Comparison.AT_MOST,
            ">", Comparison.GREATER,
            "<", Comparison.LESS);

    private TagFilters() {}

    static TagFilter parse(String text) {
        Matcher matcher = TERM.matcher(text);
        List<Term> terms = new ArrayList<>();
        Optional<String> container = Optional.empty();
        int at = 0;
        while (true) {
            if (!matcher.region(at, text.length()).lookingAt()) {
                throw wrong(at);
            }
            String key = matcher.group("quoted") != null ? matcher.group("quoted") : matcher.group("plain");
            if (key == null) {
                container = Optional.of(matcher.group("value"));
            } else {
                terms.add(new Term(key, comparison(matcher), matcher.group("value")));
            }
            at = matcher.end();
            if (at == text.length()) {
                return checked(container, terms);
            }
            Matcher and = AND.matcher(text).region(at, text.length());
            if (!and.lookingAt()) {
                throw wrong(at);
            }
            at = and.end();
        }
    }

    private static Comparison comparison(Matcher matcher) {
        return COMPARISONS.getOrDefault(matcher.group("comparison"), Comparison.EQUAL);
    }

    private static TagFilter checked(Optional<String> container, List<Term> terms) {
        if (terms.stream().map(Term::key).distinct().count() > MOST_TERMS) {
            throw BlobError.INVALID_QUERY_PARAMETER_VALUE.exception(
                    "Error parsing query: there can be at most 10 unique tags in a query");
        }
        return new TagFilter(container, List.copyOf(terms));
    }

    private static RuntimeException wrong(int at) {
        return BlobError.INVALID_QUERY_PARAMETER_VALUE.exception(
                "Error parsing query at or near character position " + (at + 1) + ": unexpected text");
    }
}
