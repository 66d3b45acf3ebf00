package io.github.batchbench.fake.autoscale;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts a formula into its words. */
final class Lexer {
    /** A word of a formula. */
    record Token(Kind kind, String text, Position position) {
        /** What a word is. */
        enum Kind {
            NUMBER,
            STRING,
            NAME,
            SYMBOL,
            END
        }

        boolean is(String symbol) {
            return kind == Kind.SYMBOL && text.equals(symbol);
        }
    }

    /** A place in a formula, both from 1. */
    record Position(int line, int column) {}

    private static final Pattern WORD = Pattern.compile("(?<space>\\s+|//[^\\n]*|/\\*(?s:.*?)\\*/)"
            + "|(?<number>(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?)"
            + "|(?<string>\"[^\"\\n]*\")"
            + "|(?<name>\\$?[A-Za-z_]\\w*)"
            + "|(?<symbol>&&|\\|\\||[<>=!]=|[-+*/<>=!?:;,.()\\[\\]])");

    private final String formula;
    private int at;
    private int line = 1;
    private int lineStart;

    private Lexer(String formula) {
        this.formula = formula;
    }

    static List<Token> tokens(String formula) {
        return new Lexer(formula).all();
    }

    private List<Token> all() {
        List<Token> tokens = new ArrayList<>();
        Matcher matcher = WORD.matcher(formula);
        while (at < formula.length()) {
            matcher.region(at, formula.length());
            if (!matcher.lookingAt()) {
                throw new FormulaException(position(), "Unexpected character: " + formula.charAt(at));
            }
            add(tokens, matcher);
            moveTo(matcher.end());
        }
        tokens.add(new Token(Token.Kind.END, "end of formula", position()));
        return tokens;
    }

    private void add(List<Token> tokens, Matcher matcher) {
        if (matcher.group("number") != null) {
            tokens.add(new Token(Token.Kind.NUMBER, matcher.group(), position()));
        } else if (matcher.group("string") != null) {
            String quoted = matcher.group();
            tokens.add(new Token(Token.Kind.STRING, quoted.substring(1, quoted.length() - 1), position()));
        } else if (matcher.group("name") != null) {
            tokens.add(new Token(Token.Kind.NAME, matcher.group(), position()));
        } else if (matcher.group("symbol") != null) {
            tokens.add(new Token(Token.Kind.SYMBOL, matcher.group(), position()));
        }
    }

    private Position position() {
        return new Position(line, at - lineStart + 1);
    }

    private void moveTo(int end) {
        for (int i = at; i < end; i++) {
            if (formula.charAt(i) == '\n') {
                line++;
                lineStart = i + 1;
            }
        }
        at = end;
    }
}
