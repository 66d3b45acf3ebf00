package io.github.batchbench.fake.protocol.identity;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** What forms and queries say; of a name that comes twice, the first. */
final class Forms {
    private Forms() {}

    static Map<String, String> read(String text) {
        Map<String, String> form = new LinkedHashMap<>();
        for (String part : text.split("&", -1)) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                form.putIfAbsent(decode(part.substring(0, equals)), decode(part.substring(equals + 1)));
            }
        }
        return form;
    }

    /** The text as it is, if it is not encoded as it should be. */
    static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
