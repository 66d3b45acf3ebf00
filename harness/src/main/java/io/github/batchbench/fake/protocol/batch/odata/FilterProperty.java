package io.github.batchbench.fake.protocol.batch.odata;

import io.github.batchbench.fake.model.Facts;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** A property that an operation's {@code $filter} may name, and with what. */
record FilterProperty(String path, Type type, Set<Operator> operators) {
    /** What a property can be compared with. */
    enum Type {
        STRING,
        DATETIME,
        NUMBER,
        BOOLEAN
    }

    /** A comparison, or the one function that the service knows. */
    enum Operator {
        EQ,
        NE,
        GE,
        GT,
        LE,
        LT,
        STARTSWITH;

        static boolean isComparison(String word) {
            return Arrays.stream(values())
                    .anyMatch(o -> o != STARTSWITH && o.name().equalsIgnoreCase(word));
        }

        static Operator of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }

        boolean holds(int comparison) {
            return switch (this) {
                case EQ, STARTSWITH -> comparison == 0;
                case NE -> comparison != 0;
                case GE -> comparison >= 0;
                case GT -> comparison > 0;
                case LE -> comparison <= 0;
                case LT -> comparison < 0;
            };
        }
    }

    private static final Map<String, Map<String, FilterProperty>> BY_OPERATION = read();

    /** What the operation's filter may name, by path; empty if it takes none. */
    static Map<String, FilterProperty> of(String operation) {
        return BY_OPERATION.getOrDefault(operation, Map.of());
    }

    private static Map<String, Map<String, FilterProperty>> read() {
        Map<String, Map<String, FilterProperty>> found = new HashMap<>();
        for (String line : Facts.lines("protocol/batch/filters.txt")) {
            String[] words = line.split(" ", -1);
            Set<Operator> operators = EnumSet.noneOf(Operator.class);
            Arrays.stream(words[3].split(",", -1)).map(Operator::of).forEach(operators::add);
            found.computeIfAbsent(words[0], operation -> new HashMap<>())
                    .put(
                            words[1],
                            new FilterProperty(words[1], Type.valueOf(words[2].toUpperCase(Locale.ROOT)), operators));
        }
        return found;
    }
}
