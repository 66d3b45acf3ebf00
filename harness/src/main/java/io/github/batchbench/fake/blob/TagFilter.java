package io.github.batchbench.fake.blob;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A condition on tags, all of whose terms must hold: {@code "project" = 'x' AND "size" > '10'}. Text compares as text. */
public record TagFilter(Optional<String> container, List<Term> terms) {
    /** How a value compares. */
    public enum Comparison {
        /** {@code =} */
        EQUAL,
        /** {@code <>} */
        DIFFERENT,
        /** {@code >=} */
        AT_LEAST,
        /** {@code <=} */
        AT_MOST,
        /** {@code >} */
        GREATER,
        /** {@code <} */
        LESS;

        boolean accepts(int order) {
            return switch (this) {
                case EQUAL -> order == 0;
                case DIFFERENT -> order != 0;
                case AT_LEAST -> order >= 0;
                case AT_MOST -> order <= 0;
                case GREATER -> order > 0;
                case LESS -> order < 0;
            };
        }
    }

    /** A comparison of one tag. */
    public record Term(String key, Comparison comparison, String value) {
        boolean matches(Map<String, String> tags) {
            String actual = tags.get(key);
            return actual != null && comparison.accepts(actual.compareTo(value));
        }
    }

    /** Whether tags meet it. */
    public boolean matches(Map<String, String> tags) {
        return terms.stream().allMatch(term -> term.matches(tags));
    }
}
