package io.github.batchbench.benchmarks.compare.render;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * A page in one file, with charts by Apache ECharts. A content security policy lets only the page's own two scripts run,
 * named by their hashes.
 */
final class HtmlPage {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([a-zA-Z]+)}}");

    /** Colours and basic elements, as all pages of Batchbench have them. */
    private static final String LOOK = "/io/github/batchbench/portal/look.css";

    private static final String LIBRARY = "/META-INF/resources/webjars/echarts/5.5.0/echarts.min.js";

    private HtmlPage() {}

    /**
     * Fills a template.
     *
     * @param parts HTML by the name of its place
     * @param json the script's data
     */
    static void write(String template, String script, Map<String, String> parts, String json, Appendable out)
            throws IOException {
        String library = resource(LIBRARY);
        String own = resource(script);
        Map<String, String> all = new HashMap<>(parts);
        all.put("style", resource(LOOK) + resource("page.css"));
        all.put("scriptHashes", hash(library) + " " + hash(own));
        all.put("footer", "Made by Batchbench. Charts: Apache ECharts, Apache License 2.0.");
        all.put("data", harmless(json));
        all.put("library", library);
        all.put("script", own);
        // One pass over the template, so that a name that looks like a placeholder stays a name.
        out.append(PLACEHOLDER
                .matcher(resource(template))
                .replaceAll(match -> Matcher.quoteReplacement(all.getOrDefault(match.group(1), ""))));
    }

    /** JSON that cannot end the script element it stands in. */
    private static String harmless(String json) {
        return json.replace("<", "\\u003c")
                .replace(">", "\\u003e")
                .replace("&", "\\u0026")
                .replace("\u2028", "\\u2028")
                .replace("\u2029", "\\u2029");
    }

    private static String hash(String script) {
        return "'sha256-" + Base64.getEncoder().encodeToString(DigestUtils.sha256(script)) + "'";
    }

    /** With line ends as HTML has them, or the hash would be of other bytes than the browser's. */
    private static String resource(String name) throws IOException {
        try (InputStream in = HtmlPage.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("not in this jar: " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
        }
    }
}
