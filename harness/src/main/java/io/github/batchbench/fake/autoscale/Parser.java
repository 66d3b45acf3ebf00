package io.github.batchbench.fake.autoscale;

import io.github.batchbench.fake.autoscale.Formula.Statement;
import io.github.batchbench.fake.autoscale.Lexer.Token;
import io.github.batchbench.fake.autoscale.Lexer.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/** Reads the words of a formula. Operators bind as in C. */
final class Parser {
    static final int MAX_STATEMENTS = 100;

    private static final int MAX_DEPTH = 200;
    private static final List<List<String>> LEVELS = List.of(
            List.of("||"),
            List.of("&&"),
            List.of("==", "!="),
            List.of("<", "<=", ">", ">="),
            List.of("+", "-"),
            List.of("*", "/"));

    private final List<Token> tokens;
    private int next;
    private int depth;

    private Parser(List<Token> tokens) {
        this.tokens = tokens;
    }

    static List<Statement> statements(String formula) {
        return new Parser(Lexer.tokens(formula)).all();
    }

    private List<Statement> all() {
        List<Statement> statements = new ArrayList<>();
        while (peek().kind() != Kind.END) {
            if (takes(";")) {
                continue;
            }
            if (statements.size() == MAX_STATEMENTS) {
                throw new FormulaException(
                        peek().position(), "A formula must not have more than " + MAX_STATEMENTS + " statements");
            }
            statements.add(statement());
            if (peek().kind() != Kind.END) {
                expect(";");
            }
        }
        return statements;
    }

    private Statement statement() {
        Token first = peek();
        if (first.kind() == Kind.NAME && tokens.get(next + 1).is("=")) {
            next += 2;
            return new Statement(first.position(), first.text(), expression());
        }
        return new Statement(first.position(), "", expression());
    }

    private Expression expression() {
        if (++depth > MAX_DEPTH) {
            throw new FormulaException(peek().position(), "The formula is nested too deeply");
        }
        Expression test = binary(0);
        if (takes("?")) {
            Expression then = expression();
            expect(":");
            test = new Expression.Conditional(test.position(), test, then, expression());
        }
        depth--;
        return test;
    }

    private Expression binary(int level) {
        if (level == LEVELS.size()) {
            return unary();
        }
        Expression left = binary(level + 1);
        while (peek().kind() == Kind.SYMBOL && LEVELS.get(level).contains(peek().text())) {
            Token operator = take();
            left = new Expression.Binary(operator.position(), operator.text(), left, binary(level + 1));
        }
        return left;
    }

    private Expression unary() {
        Token token = peek();
        if (token.is("-") || token.is("!")) {
            if (++depth > MAX_DEPTH) {
                throw new FormulaException(token.position(), "The formula is nested too deeply");
            }
            next++;
            Expression operand = unary();
            depth--;
            return new Expression.Unary(token.position(), token.text(), operand);
        }
        Expression found = primary();
        while (takes(".")) {
            Token name = take(Kind.NAME);
            found = takes("(")
                    ? new Expression.Method(name.position(), found, name.text(), list(")"))
                    : new Expression.Member(name.position(), found, name.text());
        }
        return found;
    }

    private Expression primary() {
        Token token = take();
        return switch (token.kind()) {
            case NUMBER -> new Expression.Literal(token.position(), new Value.Scalar(Double.parseDouble(token.text())));
            case STRING -> new Expression.Literal(token.position(), new Value.Text(token.text()));
            case NAME ->
                takes("(")
                        ? new Expression.Call(token.position(), token.text(), list(")"))
                        : new Expression.Name(token.position(), token.text());
            case SYMBOL -> {
                if (token.is("(")) {
                    Expression inner = expression();
                    expect(")");
                    yield inner;
                }
                if (token.is("[")) {
                    yield new Expression.Vector(token.position(), list("]"));
                }
                throw unexpected(token);
            }
            case END -> throw unexpected(token);
        };
    }

    private List<Expression> list(String close) {
        List<Expression> items = new ArrayList<>();
        if (takes(close)) {
            return items;
        }
        do {
            items.add(expression());
        } while (takes(","));
        expect(close);
        return items;
    }

    private Token peek() {
        return tokens.get(next);
    }

    private Token take() {
        Token token = peek();
        if (token.kind() != Kind.END) {
            next++;
        }
        return token;
    }

    private Token take(Kind kind) {
        Token token = take();
        if (token.kind() != kind) {
            throw unexpected(token);
        }
        return token;
    }

    private boolean takes(String symbol) {
        if (peek().is(symbol)) {
            next++;
            return true;
        }
        return false;
    }

    private void expect(String symbol) {
        Token token = take();
        if (!token.is(symbol)) {
            throw new FormulaException(token.position(), "Unexpected token: " + token.text() + ", expected " + symbol);
        }
    }

    private static FormulaException unexpected(Token token) {
        return new FormulaException(token.position(), "Unexpected token: " + token.text());
    }
}
