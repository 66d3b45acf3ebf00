package io.github.batchbench.fake.protocol.batch.auth;

import io.github.batchbench.fake.protocol.Headers.Header;
import io.github.batchbench.fake.protocol.Query;
import io.github.batchbench.fake.protocol.Request;
import io.github.batchbench.fake.protocol.Secrets;
import io.github.batchbench.fake.protocol.Signer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The shared key scheme of the Batch service, verified with the Java and the JavaScript SDK. Thread-safe. */
final class SharedKey {
    private static final List<String> SIGNED = List.of(
            "content-encoding",
            "content-language",
            "content-length",
            "content-md5",
            "content-type",
            "date",
            "if-modified-since",
            "if-match",
            "if-none-match",
            "if-unmodified-since",
            "range");

    private final String account;
    private final Signer signer;

    SharedKey(String account, String base64Key) {
        this.account = account;
        this.signer = new Signer(base64Key);
    }

    /** Whether the signature is one that a client may make of this request. */
    boolean signs(Request request, String signature) {
        String length = request.headers().first("Content-Length").orElse("");
        String own = headers(request, length) + "/" + account + "/" + path(request) + ownQuery(request);
        return isSignature(own, signature)
                || stringsToSign(request).stream().anyMatch(toSign -> isSignature(toSign, signature));
    }

    private boolean isSignature(String toSign, String signature) {
        return Secrets.same(signer.sign(toSign), signature);
    }

    private static String ownQuery(Request request) {
        return query(inLowerCase(Query.pairs(request.query())));
    }

    /**
     * The strings to sign that are accepted. The first is the scheme's own. The others are what clients make of it: an
     * empty body's length as nothing or as 0, the account's name in lower case, the Java SDK's query, which is decoded
     * twice and split after the first time, and names in the query as they were sent (Python, JavaScript).
     */
    Set<String> stringsToSign(Request request) {
        Set<String> found = new LinkedHashSet<>();
        String length = request.headers().first("Content-Length").orElse("");
        List<String> lengths = length.isEmpty() || length.equals("0") ? List.of(length, "", "0") : List.of(length);
        Set<String> queries = new LinkedHashSet<>(List.of(
                ownQuery(request),
                query(inLowerCase(Query.pairsDecodedTwice(request.query()))),
                query(Query.pairs(request.query()))));
        for (String query : queries) {
            for (String name : List.of(account, account.toLowerCase(Locale.ROOT))) {
                for (String each : lengths) {
                    found.add(headers(request, each) + "/" + name + "/" + path(request) + query);
                }
            }
        }
        return found;
    }

    private static String headers(Request request, String length) {
        StringBuilder text = new StringBuilder(request.method()).append('\n');
        for (String name : SIGNED) {
            text.append(
                            name.equals("content-length")
                                    ? length
                                    : request.headers().first(name).orElse(""))
                    .append('\n');
        }
        Map<String, String> ocp = new TreeMap<>();
        for (Header header : request.headers().startingWith("ocp-")) {
            ocp.put(header.name().toLowerCase(Locale.ROOT), header.value());
        }
        ocp.forEach((name, value) -> text.append(name).append(':').append(value).append('\n'));
        return text.toString();
    }

    private static String path(Request request) {
        int start = 0;
        while (start < request.path().length() && request.path().charAt(start) == '/') {
            start++;
        }
        return request.path().substring(start);
    }

    private static List<Query.Pair> inLowerCase(List<Query.Pair> pairs) {
        return pairs.stream()
                .map(pair -> new Query.Pair(pair.name().toLowerCase(Locale.ROOT), pair.value()))
                .toList();
    }

    private static String query(List<Query.Pair> pairs) {
        List<Query.Pair> sorted = new ArrayList<>(pairs);
        sorted.sort(Comparator.comparing(Query.Pair::name));
        StringBuilder text = new StringBuilder();
        for (Query.Pair pair : sorted) {
            text.append('\n').append(pair.name()).append(':').append(pair.value());
        }
        return text.toString();
    }
}
