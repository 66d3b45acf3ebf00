package io.github.batchbench.fake.model;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A size of virtual machines.
 *
 * @param name in small letters
 * @param cores how many it has
 */
public record VmSize(String name, int cores) {
    private static final Pattern PARTS =
            Pattern.compile("(?<tier>[a-z]+)_(?<kind>[a-z]+)(?<number>\\d+)(?<features>[a-z]*)(?<rest>(_[a-z0-9]+)*)");
    private static final Map<String, String> WORDS = Map.of(
            "extrasmall",
            "ExtraSmall",
            "small",
            "Small",
            "medium",
            "Medium",
            "large",
            "Large",
            "extralarge",
            "ExtraLarge");
    private static final Pattern VERSION = Pattern.compile("_v\\d+");

    /** As the service spells it, for example {@code Standard_D2s_v3}. */
    public String displayName() {
        Matcher parts = PARTS.matcher(name);
        if (!parts.matches()) {
            return WORDS.getOrDefault(name, name);
        }
        return capital(parts.group("tier")) + "_" + upper(parts.group("kind")) + parts.group("number")
                + parts.group("features") + rest(parts.group("rest"));
    }

    /** As a pool of Resource Manager has it, for example {@code STANDARD_D2S_V3} and {@code Small} (recorded). */
    public static String resourceName(String size) {
        String lower = size.toLowerCase(Locale.ROOT);
        return WORDS.getOrDefault(lower, upper(size));
    }

    /**
     * The family that quotas are for, for example {@code standardDSv3Family}. It follows from the name, which is a guess where
     * Azure's differs.
     */
    public String family() {
        Matcher parts = PARTS.matcher(name);
        if (!parts.matches()) {
            return name + "Family";
        }
        return parts.group("tier") + upper(parts.group("kind")) + upper(parts.group("features"))
                + rest(parts.group("rest")).replace("_", "") + "Family";
    }

    /** A version in small letters, what else there is in capitals. */
    private static String rest(String text) {
        StringBuilder out = new StringBuilder();
        for (String part : text.split("(?=_)", -1)) {
            out.append(VERSION.matcher(part).matches() ? part : upper(part));
        }
        return out.toString();
    }

    private static String capital(String word) {
        return upper(word.substring(0, 1)) + word.substring(1);
    }

    private static String upper(String text) {
        return text.toUpperCase(Locale.ROOT);
    }
}
