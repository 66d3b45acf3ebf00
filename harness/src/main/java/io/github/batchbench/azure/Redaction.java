package io.github.batchbench.azure;

import java.util.List;
import java.util.regex.Pattern;

/** Takes secrets out of a text before anybody sees it. Immutable. */
public final class Redaction {
    private static final String HIDDEN = "REDACTED";

    private static final List<Pattern> SHAPES = List.of(
            Pattern.compile("(?i)((?:[?&;]|\\b)sig=)[^&\\s\"'<>]+"),
            Pattern.compile("(?i)(SharedKey(?:Lite)? [^:\\s]+:)[^\\s\"'<>]+"),
            Pattern.compile("(?i)(Bearer )[^\\s\"'<>]+"),
            Pattern.compile("(?i)(AccountKey=)[^;\\s\"'<>]+"));

    private final List<String> secrets;

    private Redaction(List<String> secrets) {
        this.secrets = secrets;
    }

    /** Hides these very texts and whatever looks like a signature, a key or a token. */
    public static Redaction of(String... secrets) {
        return new Redaction(List.of(secrets));
    }

    /** The text without its secrets. */
    public String apply(String text) {
        String clean = text;
        for (String secret : secrets) {
            clean = clean.replace(secret, HIDDEN);
        }
        for (Pattern shape : SHAPES) {
            clean = shape.matcher(clean).replaceAll("$1" + HIDDEN);
        }
        return clean;
    }
}
