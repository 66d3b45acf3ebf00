package io.github.batchbench.fake.protocol.blob.message;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Ids of leases and copies are GUIDs, in any of the forms that .NET reads. */
public final class Guids {
    private static final String HEX = "[0-9a-f]";
    private static final Pattern PLAIN = Pattern.compile(HEX + "{32}");
    private static final Pattern DASHED =
            Pattern.compile(HEX + "{8}-" + HEX + "{4}-" + HEX + "{4}-" + HEX + "{4}-" + HEX + "{12}");
    private static final Pattern WRAPPED = Pattern.compile("\\{(?<a>.*)}|\\((?<b>.*)\\)");
    private static final Pattern STRUCT = Pattern.compile("\\{0x(" + HEX + "{8}),0x(" + HEX + "{4}),0x(" + HEX
            + "{4}),\\{" + ("0x(" + HEX + "{2}),").repeat(7) + "0x(" + HEX + "{2})}}");

    private Guids() {}

    /** The id that a header has, with dashes and small letters. */
    public static String of(BlobCall call, String header) {
        String id = normalized(call.requiredHeader(header));
        if (!isGuid(id)) {
            throw call.invalidHeader(header);
        }
        return id;
    }

    /** Whether a text is one. */
    public static boolean isGuid(String text) {
        return DASHED.matcher(normalized(text)).matches();
    }

    private static String normalized(String text) {
        String lower = text.trim().toLowerCase(Locale.ROOT);
        Matcher struct = STRUCT.matcher(lower);
        if (struct.matches()) {
            StringBuilder digits = new StringBuilder();
            for (int i = 1; i <= struct.groupCount(); i++) {
                digits.append(struct.group(i));
            }
            return dashed(digits.toString());
        }
        Matcher wrapped = WRAPPED.matcher(lower);
        if (wrapped.matches()) {
            String inner = wrapped.group("a") != null ? wrapped.group("a") : wrapped.group("b");
            return DASHED.matcher(inner).matches() ? inner : lower;
        }
        return PLAIN.matcher(lower).matches() ? dashed(lower) : lower;
    }

    private static String dashed(String digits) {
        return String.join(
                "-",
                digits.substring(0, 8),
                digits.substring(8, 12),
                digits.substring(12, 16),
                digits.substring(16, 20),
                digits.substring(20));
    }
}
