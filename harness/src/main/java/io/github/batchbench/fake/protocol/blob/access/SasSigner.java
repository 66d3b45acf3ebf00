package io.github.batchbench.fake.protocol.blob.access;

import io.github.batchbench.fake.protocol.blob.format.Percent;
import io.github.batchbench.fake.protocol.blob.message.BlobTarget;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Makes shared access signatures with an account's key. The results are queries without a question mark; they are
 * secrets.
 */
public final class SasSigner {
    private static final String VERSION = "2021-12-02";

    private final String account;
    private final SharedKey key;

    /** Signs for an account. */
    public SasSigner(String account, SharedKey key) {
        this.account = account;
        this.key = key;
    }

    /**
     * A SAS on a container and its blobs.
     *
     * @param permissions letters in the service's order, for example {@code racwdl}
     */
    public String container(String container, String permissions, Instant expiry) {
        return service(new BlobTarget(account, container, ""), "c", permissions, expiry);
    }

    /** A SAS on one blob. */
    public String blob(String container, String blob, String permissions, Instant expiry) {
        return service(new BlobTarget(account, container, blob), "b", permissions, expiry);
    }

    /**
     * A SAS on the account's Blob service.
     *
     * @param resourceTypes of {@code s}, {@code c}, {@code o}
     */
    public String account(String permissions, String resourceTypes, Instant expiry) {
        Map<String, String> query = base(permissions, expiry);
        query.put("ss", "b");
        query.put("srt", resourceTypes);
        return signed(query, new Sas(query).accountText(account));
    }

    private String service(BlobTarget target, String resource, String permissions, Instant expiry) {
        Map<String, String> query = base(permissions, expiry);
        query.put("sr", resource);
        return signed(query, new Sas(query).serviceText(target));
    }

    private static Map<String, String> base(String permissions, Instant expiry) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("sv", VERSION);
        query.put("se", expiry.truncatedTo(ChronoUnit.SECONDS).toString());
        query.put("sp", permissions);
        return query;
    }

    private String signed(Map<String, String> query, String text) {
        query.put("sig", key.sign(text));
        return query.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + Percent.encode(entry.getValue()))
                .collect(Collectors.joining("&"));
    }
}
