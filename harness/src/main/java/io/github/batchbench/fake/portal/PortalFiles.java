package io.github.batchbench.fake.portal;

import io.github.batchbench.fake.protocol.Content;
import io.github.batchbench.fake.protocol.Headers;
import io.github.batchbench.fake.protocol.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The files that the page is made of: its own, and the libraries as their authors built them. Thread-safe. */
public final class PortalFiles {
    /** Where its own files are in the jar. */
    public static final String FOLDER = "/io/github/batchbench/portal/";

    /** The libraries, by the names that the page knows them by. */
    public static final Map<String, String> LIBRARIES = Map.of(
            "lib/preact.js", "/META-INF/resources/webjars/preact/10.26.4/dist/preact.min.umd.js",
            "lib/hooks.js", "/META-INF/resources/webjars/preact/10.26.4/hooks/dist/hooks.umd.js",
            "lib/htm.js", "/META-INF/resources/_static/htm/3.1.1/dist/htm.umd.js",
            "lib/uplot.js", "/META-INF/resources/webjars/uplot/1.6.30/dist/uPlot.iife.min.js",
            "lib/uplot.css", "/META-INF/resources/webjars/uplot/1.6.30/dist/uPlot.min.css");

    private static final Pattern NAME = Pattern.compile("(views/)?[a-z-]+\\.(html|css|js|svg)");
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html;charset=utf-8",
            "css", "text/css;charset=utf-8",
            "js", "text/javascript;charset=utf-8",
            "svg", "image/svg+xml");

    /** The bytes of a file, if there is one of this name. */
    public Optional<byte[]> bytes(String name) {
        String library = LIBRARIES.get(name);
        if (library == null && !NAME.matcher(name).matches()) {
            return Optional.empty();
        }
        try (InputStream in = PortalFiles.class.getResourceAsStream(library == null ? FOLDER + name : library)) {
            return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Optional<Response> get(String name) {
        return bytes(name)
                .map(bytes -> new Response(
                        200,
                        Headers.NONE.with("Content-Type", TYPES.getOrDefault(name.replaceAll(".*\\.", ""), "")),
                        Content.of(bytes)));
    }
}
