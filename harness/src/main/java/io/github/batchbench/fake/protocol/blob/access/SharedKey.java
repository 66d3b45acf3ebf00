package io.github.batchbench.fake.protocol.blob.access;

import io.github.batchbench.fake.protocol.Headers.Header;
import io.github.batchbench.fake.protocol.Request;
import io.github.batchbench.fake.protocol.Signer;
import io.github.batchbench.fake.protocol.blob.format.QueryText;
import io.github.batchbench.fake.protocol.blob.message.BlobCall;
import java.text.Collator;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The account key: signs texts, and knows the text of a request. Never shows itself. */
public final class SharedKey {
    private static final List<String> SIGNED_HEADERS = List.of(
            "Content-Encoding",
            "Content-Language",
            "Content-Length",
            "Content-MD5",
            "Content-Type",
            "Date",
            "If-Modified-Since",
            "If-Match",
            "If-None-Match",
            "If-Unmodified-Since",
            "Range");

    private final Signer signer;

    /**
     * Takes a key as the portal shows it.
     *
     * @throws IllegalArgumentException if it is not base64
     */
    public SharedKey(String base64) {
        this.signer = new Signer(base64);
    }

    /** The signature of a text. */
    public String sign(String text) {
        return signer.sign(text);
    }

    /**
     * The texts that {@code Authorization: SharedKey} may sign. Clients differ in the order of the {@code x-ms-}
     * headers: the Java SDK sorts them as the service does, by a collator, others by their characters.
     */
    public static List<String> textsOf(BlobCall call) {
        Request request = call.request();
        StringBuilder head = new StringBuilder(request.method());
        boolean hasMsDate = request.headers().first("x-ms-date").isPresent();
        for (String name : SIGNED_HEADERS) {
            String value = request.headers().first(name).orElse("");
            boolean left = (name.equals("Content-Length") && value.equals("0")) || (name.equals("Date") && hasMsDate);
            head.append('\n').append(left ? "" : value);
        }
        StringBuilder query = new StringBuilder();
        QueryText.parse(request.query())
                .forEach((name, values) -> query.append('\n')
                        .append(name)
                        .append(':')
                        .append(String.join(",", values.stream().sorted().toList())));
        return texts(call, head, query.toString());
    }

    /** The texts that {@code Authorization: SharedKeyLite} may sign. */
    static List<String> liteTextsOf(BlobCall call) {
        Request request = call.request();
        StringBuilder head = new StringBuilder(request.method());
        for (String name : List.of("Content-MD5", "Content-Type")) {
            head.append('\n').append(request.headers().first(name).orElse(""));
        }
        boolean hasMsDate = request.headers().first("x-ms-date").isPresent();
        head.append('\n')
                .append(hasMsDate ? "" : request.headers().first("Date").orElse(""));
        String comp = QueryText.first(request.query()).get("comp");
        return texts(call, head, comp == null ? "" : "?comp=" + comp);
    }

    private static List<String> texts(BlobCall call, StringBuilder head, String query) {
        return Stream.of(Comparator.<String>naturalOrder(), collated())
                .flatMap(order -> call.address().signed().stream()
                        .map(path -> head + "\n" + msHeaders(call.request(), order) + "/"
                                + call.address().account() + path + query))
                .distinct()
                .toList();
    }

    private static Comparator<String> collated() {
        Collator collator = Collator.getInstance(Locale.ROOT);
        return collator::compare;
    }

    private static String msHeaders(Request request, Comparator<String> order) {
        Map<String, String> sorted = new TreeMap<>(order);
        for (Header header : request.headers().startingWith("x-ms-")) {
            sorted.merge(header.name().toLowerCase(Locale.ROOT), header.value().trim(), (a, b) -> a + "," + b);
        }
        StringBuilder text = new StringBuilder();
        sorted.forEach(
                (name, value) -> text.append(name).append(':').append(value).append('\n'));
        return text.toString();
    }
}
