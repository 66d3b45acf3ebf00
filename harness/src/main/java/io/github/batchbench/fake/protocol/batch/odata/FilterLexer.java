package io.github.batchbench.fake.protocol.batch.odata;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts a filter into its words. */
final class FilterLexer {
    /** What a word is. */
    enum Kind {
        NAME,
        STRING,
        DATETIME,
        NUMBER,
        OPEN,
        CLOSE,
        COMMA,
        END
    }

    /** A word with its place in the text, from 0. */
    record Token(Kind kind, String text, int at) {}

    private static final Pattern TOKEN =
            Pattern.compile("\\s*(?:(?<datetime>(?i:datetime|datetimeoffset)'(?<instant>[^']*)')"
                    + "|'(?<string>[^']*)'"
                    + "|(?<number>[+-]?\\d+(?:\\.\\d+)?(?![\\w-]))"
                    + "|(?<name>[A-Za-z_][\\w/]*)"
                    + "|(?<open>\\()|(?<close>\\))|(?<comma>,))");

    private FilterLexer() {}

    static List<Token> tokens(String filter) {
        List<Token> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(filter);
        int end = filter.stripTrailing().length();
        int at = 0;
        while (at < end) {
            if (!matcher.region(at, end).lookingAt()) {
                throw new FilterException("Syntax error at position " + at + " in '" + filter + "'.");
            }
            add(tokens, token(matcher), at);
            at = matcher.end();
        }
        tokens.add(new Token(Kind.END, "", filter.length()));
        return tokens;
    }

    /** Two strings with nothing between them are one, with a quote in it; a pattern of that would recurse. */
    private static void add(List<Token> tokens, Token token, int after) {
        Token last = tokens.isEmpty() ? token : tokens.get(tokens.size() - 1);
        if (last.kind() == Kind.STRING && token.kind() == Kind.STRING && !tokens.isEmpty() && token.at() == after) {
            tokens.set(tokens.size() - 1, new Token(Kind.STRING, last.text() + "'" + token.text(), last.at()));
        } else {
            tokens.add(token);
        }
    }

    private static Token token(Matcher matcher) {
        if (matcher.group("datetime") != null) {
            return new Token(Kind.DATETIME, matcher.group("instant"), matcher.start("datetime"));
        }
        if (matcher.group("string") != null) {
            return new Token(Kind.STRING, matcher.group("string"), matcher.start("string") - 1);
        }
        for (Kind kind : List.of(Kind.NUMBER, Kind.NAME, Kind.OPEN, Kind.CLOSE, Kind.COMMA)) {
            String group = kind.name().toLowerCase(Locale.ROOT);
            if (matcher.group(group) != null) {
                return new Token(kind, matcher.group(group), matcher.start(group));
            }
        }
        throw new IllegalStateException("the pattern matched nothing");
    }
}
