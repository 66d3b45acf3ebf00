package io.github.batchbench.fake.protocol.batch.odata;

import io.github.batchbench.fake.model.BatchErrorCode;
import io.github.batchbench.fake.model.BatchException;
import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.protocol.batch.odata.FilterLexer.Kind;
import io.github.batchbench.fake.protocol.batch.odata.FilterLexer.Token;
import io.github.batchbench.fake.protocol.batch.odata.FilterProperty.Operator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Reads a {@code $filter}: comparisons and {@code startswith}, joined by {@code and}, {@code or}, {@code not} and
 * parentheses, on the properties that the operation allows.
 */
public final class Filter {
    private static final int MAX_DEPTH = 50;

    private final Map<String, FilterProperty> allowed;
    private final List<Token> tokens;
    private int next;
    private int depth;

    private Filter(Map<String, FilterProperty> allowed, List<Token> tokens) {
        this.allowed = allowed;
        this.tokens = tokens;
    }

    /**
     * The filter of an operation, to be asked of entities as the service shows them.
     *
     * @param operation for example {@code Task_List}
     * @throws BatchException {@code InvalidQueryParameterValue} with the reason
     */
    public static Predicate<Document> parse(String operation, String text) {
        try {
            Filter filter = new Filter(FilterProperty.of(operation), FilterLexer.tokens(text));
            Predicate<Document> found = filter.disjunction();
            filter.expect(Kind.END);
            return found;
        } catch (FilterException e) {
            throw BatchErrorCode.INVALID_QUERY_PARAMETER_VALUE
                    .exception()
                    .with("QueryParameterName", "$filter")
                    .with("QueryParameterValue", text)
                    .with("Reason", String.valueOf(e.getMessage()));
        }
    }

    private Predicate<Document> disjunction() {
        List<Predicate<Document>> any = new ArrayList<>(List.of(conjunction()));
        while (takes("or")) {
            any.add(conjunction());
        }
        return entity -> any.stream().anyMatch(part -> part.test(entity));
    }

    private Predicate<Document> conjunction() {
        List<Predicate<Document>> all = new ArrayList<>(List.of(negation()));
        while (takes("and")) {
            all.add(negation());
        }
        return entity -> all.stream().allMatch(part -> part.test(entity));
    }

    private Predicate<Document> negation() {
        if (++depth > MAX_DEPTH) {
            throw new FilterException("The filter is nested too deeply.");
        }
        try {
            return takes("not") ? negation().negate() : term();
        } finally {
            depth--;
        }
    }

    private Predicate<Document> term() {
        Token token = take();
        if (token.kind() == Kind.OPEN) {
            Predicate<Document> inner = disjunction();
            expect(Kind.CLOSE);
            return inner;
        }
        if (token.kind() != Kind.NAME) {
            throw unexpected(token);
        }
        if (peek().kind() == Kind.OPEN) {
            return function(token);
        }
        FilterProperty property = property(token);
        Token operator = take();
        if (operator.kind() != Kind.NAME || !Operator.isComparison(operator.text())) {
            throw unexpected(operator);
        }
        return comparison(property, Operator.of(operator.text()), take());
    }

    private Predicate<Document> function(Token name) {
        if (!name.text().equals("startswith")) {
            throw new FilterException("The function '" + name.text() + "' is not supported.");
        }
        expect(Kind.OPEN);
        FilterProperty property = property(take());
        expect(Kind.COMMA);
        Token prefix = take();
        expect(Kind.CLOSE);
        return comparison(property, Operator.STARTSWITH, prefix);
    }

    private FilterProperty property(Token token) {
        FilterProperty property = allowed.get(token.text());
        if (token.kind() != Kind.NAME || property == null) {
            throw new FilterException("The property '" + token.text() + "' cannot be filtered on.");
        }
        return property;
    }

    private static Predicate<Document> comparison(FilterProperty property, Operator operator, Token literal) {
        if (!property.operators().contains(operator)) {
            throw new FilterException("The operator '" + operator.name().toLowerCase(Locale.ROOT)
                    + "' is not supported on the property '" + property.path() + "'.");
        }
        return Comparison.of(property, operator, literal);
    }

    private boolean takes(String word) {
        if (peek().kind() == Kind.NAME && peek().text().equalsIgnoreCase(word)) {
            next++;
            return true;
        }
        return false;
    }

    private Token peek() {
        return tokens.get(next);
    }

    private Token take() {
        Token token = tokens.get(next);
        if (token.kind() != Kind.END) {
            next++;
        }
        return token;
    }

    private void expect(Kind kind) {
        Token token = take();
        if (token.kind() != kind) {
            throw unexpected(token);
        }
    }

    private static FilterException unexpected(Token token) {
        return new FilterException(
                token.kind() == Kind.END
                        ? "The filter ends too early."
                        : "Syntax error at position " + token.at() + ": '" + token.text() + "' was not expected.");
    }
}
