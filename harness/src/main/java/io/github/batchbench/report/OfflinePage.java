package io.github.batchbench.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.batchbench.fake.portal.PortalFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * A page as one file that opens from anywhere: data, scripts and styles are inside, and a content security policy lets only
 * these very scripts and styles count. Whatever the data says is shown as text.
 */
public final class OfflinePage {
    private static final List<String> LIBRARIES =
            List.of("lib/preact.js", "lib/hooks.js", "lib/htm.js", "lib/uplot.js");
    private static final List<String> STYLES = List.of("lib/uplot.css", "look.css", "style.css", "timeline.css");
    private static final Pattern PLACE = Pattern.compile("\\{\\{([a-z]+)}}");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final PortalFiles FILES = new PortalFiles();

    private OfflinePage() {}

    /** A page that shows this; what it may have is in {@code report.js}. */
    public static String of(String title, JsonNode data) {
        List<String> scripts = Stream.concat(
                        LIBRARIES.stream().map(OfflinePage::file),
                        Stream.of(ScriptModules.join("report.js", OfflinePage::module)))
                .map(OfflinePage::inside)
                .toList();
        String style = STYLES.stream().map(OfflinePage::file).collect(Collectors.joining("\n"));
        Map<String, String> parts = Map.of(
                "title", escaped(title),
                "style", style,
                "styles", hash(style),
                "scripts", scripts.stream().map(OfflinePage::hash).collect(Collectors.joining(" ")),
                "script",
                        scripts.stream()
                                .map(text -> "<script>" + text + "</script>")
                                .collect(Collectors.joining("\n")),
                "data", json(data));
        return PLACE.matcher(own("report.html"))
                .replaceAll(match -> Matcher.quoteReplacement(parts.getOrDefault(match.group(1), "")));
    }

    private static String module(String name) {
        return name.equals("report.js") ? own(name) : file(name);
    }

    private static String file(String name) {
        return FILES.bytes(name)
                .map(OfflinePage::text)
                .orElseThrow(() -> new IllegalStateException("not in this jar: " + name));
    }

    private static String own(String name) {
        try (InputStream in = OfflinePage.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("not in this jar: " + name);
            }
            return text(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With line ends as HTML has them, or a hash would be of other bytes than the browser's. */
    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8).replace("\r\n", "\n");
    }

    /** A script must not end the element that it stands in. */
    private static String inside(String script) {
        return script.replace("</script", "<\\/script").replace("<!--", "<\\!--");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static String json(JsonNode data) {
        try {
            return JSON.writeValueAsString(data).replace("<", "\\u003c");
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String hash(String text) {
        return "'sha256-" + Base64.getEncoder().encodeToString(DigestUtils.sha256(text)) + "'";
    }
}
