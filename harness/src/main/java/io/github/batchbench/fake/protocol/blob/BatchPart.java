package io.github.batchbench.fake.protocol.blob;

import io.github.batchbench.fake.blob.BlobError;
import io.github.batchbench.fake.protocol.Content;
import io.github.batchbench.fake.protocol.Headers;
import io.github.batchbench.fake.protocol.Headers.Header;
import io.github.batchbench.fake.protocol.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A request inside of a batch. */
record BatchPart(String id, Request request) {
    private static final Pattern BOUNDARY = Pattern.compile("boundary=\"?([^\";]+)\"?");
    private static final Pattern REQUEST_LINE = Pattern.compile("([A-Z]+) (\\S+) HTTP/1\\.1");

    static String boundary(BlobCall call) {
        Matcher matcher = BOUNDARY.matcher(call.requiredHeader("Content-Type"));
        if (!matcher.find()) {
            throw call.invalidHeader("Content-Type");
        }
        return matcher.group(1);
    }

    /** The parts of a multipart body, and one more at most than there may be. */
    static List<BatchPart> split(String body, String boundary, int most) {
        List<BatchPart> parts = new ArrayList<>();
        String delimiter = "--" + boundary;
        int from = 0;
        while (from <= body.length() && parts.size() <= most) {
            int end = body.indexOf(delimiter, from);
            String part = body.substring(from, end < 0 ? body.length() : end).strip();
            if (!part.isEmpty() && !part.equals("--")) {
                parts.add(parse(part));
            }
            from = end < 0 ? body.length() + 1 : end + delimiter.length();
        }
        return parts;
    }

    private static BatchPart parse(String part) {
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
        Matcher request = REQUEST_LINE.matcher(lines.get(at));
        request.matches();
        return new BatchPart(id, request(request, lines.subList(at + 1, lines.size())));
    }

    private static Request request(Matcher line, List<String> headerLines) {
        List<Header> headers = new ArrayList<>();
        for (String text : headerLines) {
            int colon = text.indexOf(':');
            if (colon > 0) {
                headers.add(new Header(
                        text.substring(0, colon).trim(),
                        text.substring(colon + 1).trim()));
            }
        }
        String[] target = line.group(2).split("\\?", 2);
        return new Request(
                line.group(1), target[0], target.length > 1 ? target[1] : "", Headers.of(headers), Content.EMPTY);
    }
}
