package io.github.batchbench.azure.http;

import io.github.batchbench.azure.http.BatchTransport.Message;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import org.apache.commons.codec.digest.HmacAlgorithms;
import org.apache.commons.codec.digest.HmacUtils;

/** Batch's shared key scheme for what the kit sends: a body or none, {@code ocp-} headers, no conditions. Thread-safe. */
final class SharedKeySignature {
    private final String account;
    private final Mac mac;

    SharedKeySignature(String account, String base64Key) {
        this.account = account.toLowerCase(Locale.ROOT);
        this.mac = HmacUtils.getInitializedMac(
                HmacAlgorithms.HMAC_SHA_256, Base64.getDecoder().decode(base64Key));
    }

    /** The value of {@code Authorization}. */
    String of(Message message) {
        return "SharedKey " + account + ":" + sign(text(message));
    }

    /** Encoding, language, length, MD5, type, date, four conditions, range; then the service's own headers. */
    private String text(Message message) {
        StringBuilder text = new StringBuilder(message.method())
                .append("\n\n\n")
                .append(message.body().length)
                .append("\n\n")
                .append(message.headers().getOrDefault("Content-Type", ""))
                .append("\n\n\n\n\n\n\n");
        new TreeMap<>(message.headers()).forEach((name, value) -> {
            if (name.startsWith("ocp-")) {
                text.append(name).append(':').append(value).append('\n');
            }
        });
        text.append('/').append(account).append(message.uri().getRawPath());
        query(message.uri().getRawQuery())
                .forEach((name, value) ->
                        text.append('\n').append(name).append(':').append(value));
        return text.toString();
    }

    private static Map<String, String> query(String query) {
        Map<String, String> pairs = new TreeMap<>();
        for (String pair : query.split("&", -1)) {
            String[] parts = pair.split("=", 2);
            pairs.put(decoded(parts[0]).toLowerCase(Locale.ROOT), parts.length == 1 ? "" : decoded(parts[1]));
        }
        return pairs;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** To look for a {@link Mac} takes longer than to use one, which one thread at a time may. */
    private synchronized String sign(String text) {
        return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    }
}
