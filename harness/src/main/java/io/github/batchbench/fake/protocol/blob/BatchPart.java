package io.github.batchbench.fake.protocol.blob;

import io.github.batchbench.fake.blob.BlobError;
import io.github.batchbench.fake.protocol.Content;
import io.github.batchbench.fake.protocol.Headers;
import io.github.batchbench.fake.protocol.Headers.Header;
import io.github.batchbench.fake.protocol.Request;
import io.github.batchbench.fake.protocol.blob.message.BlobCall;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A request inside of a batch. */
record BatchPart(String id, Request request) {
    private static final Pattern BOUNDARY =
            Pattern.compile(";\\s*boundary\\s*=\\s*(?:\"([^\"]+)\"|([^\";\\s]+))", Pattern.CASE_INSENSITIVE);

    /** The path alone, or a whole URL. */
    private static final Pattern REQUEST_LINE = Pattern.compile(
            "(?<method>[A-Z]+) (?:https?://[^/\\s]+)?(?<path>/[^\\s?]*)(?:\\?(?<query>\\S*))? HTTP/1\\.1",
            Pattern.CASE_INSENSITIVE);

    /** The parts of a batch's body, and one more at most than there may be. */
    static List<BatchPart> split(BlobCall batch, int most) throws IOException {
        String delimiter = "--" + boundary(batch);
        String body = new String(batch.request().body().bytes(), StandardCharsets.UTF_8);
        List<BatchPart> parts = new ArrayList<>();
        // What is before the first boundary is no part.
        int at = body.indexOf(delimiter);
        while (at >= 0 && parts.size() <= most) {
            int from = at + delimiter.length();
            at = body.indexOf(delimiter, from);
            String part = body.substring(from, at < 0 ? body.length() : at).strip();
            if (!part.isEmpty() && !part.equals("--")) {
                parts.add(parse(part, batch.request().isHttps()));
            }
        }
        if (parts.isEmpty()) {
            throw BlobError.INVALID_INPUT.exception("The batch has no requests.");
        }
        return parts;
    }

    private static String boundary(BlobCall batch) {
        List<String> found = BOUNDARY.matcher(batch.requiredHeader("Content-Type"))
                .results()
                .map(match -> match.group(1) == null ? match.group(2) : match.group(1))
                .toList();
        if (found.size() != 1) {
            throw batch.invalidHeader("Content-Type");
        }
        return found.get(0);
    }

    private static BatchPart parse(String part, boolean https) {
        List<String> lines = part.lines().toList();
        String id = "0";
        int at = 0;
        while (at < lines.size() && !REQUEST_LINE.matcher(lines.get(at)).matches()) {
            String line = lines.get(at).toLowerCase(Locale.ROOT);
            if (line.startsWith("content-id:")) {
                id = line.substring("content-id:".length()).trim();
            }
            at++;
        }
        if (at == lines.size()) {
            throw BlobError.INVALID_INPUT.exception("A part of the batch is no request.");
        }
        Matcher line = REQUEST_LINE.matcher(lines.get(at));
        line.matches();
        return new BatchPart(id, request(line, lines.subList(at + 1, lines.size()), https));
    }

    private static Request request(Matcher line, List<String> headerLines, boolean https) {
        List<Header> headers = new ArrayList<>();
        for (String text : headerLines) {
            int colon = text.indexOf(':');
            if (colon > 0) {
                headers.add(new Header(
                        text.substring(0, colon).trim(),
                        text.substring(colon + 1).trim()));
            }
        }
        String query = line.group("query");
        return new Request(
                line.group("method").toUpperCase(Locale.ROOT),
                line.group("path"),
                query == null ? "" : query,
                Headers.of(headers),
                Content.EMPTY,
                https);
    }
}
