package io.github.batchbench.redaction;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.regex.Pattern;

/** Takes secrets out of a text before anybody sees it. Immutable. */
public final class Redaction {
    private static final String HIDDEN = "REDACTED";

    /** As {@code env} prints settings. The parts of a SAS but its signature are no secret, and say when it expires. */
    private static final Pattern SECRET_SETTING = Pattern.compile(
            "\\b([A-Z0-9_]*(?:PASSWORD|PASSWD|SECRET|(?:ACCESS|ACCOUNT|API|STORAGE)_?KEY|(?<!SAS_)TOKEN)=)"
                    + "(?:\"[^\"]*\"|'[^']*'|\\S+)");

    private static final List<Pattern> SHAPES = List.of(
            Pattern.compile("(?i)((?:[?&;]|\\b)sig[=:])[^&\\s\"'<>]+"),
            Pattern.compile("(?i)(x-ms-encryption-key: ?)[^\\s\"'<>]+"),
            Pattern.compile("(?i)(SharedKey(?:Lite)? [^:\\s]+:)[^\\s\"'<>]+"),
            Pattern.compile("(?i)(Bearer )[^\\s\"'<>]+"),
            Pattern.compile("(?i)(AccountKey=)[^;\\s\"'<>]+"),
            SECRET_SETTING);

    private final List<String> secrets;

    private Redaction(List<String> secrets) {
        this.secrets = secrets;
    }

    /** Hides these very texts and whatever looks like a signature, a key, a token or a password. */
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

    /** The stack trace of a failure without the secrets of its messages, which may quote a URL. */
    public String trace(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return apply(text.toString());
    }
}
