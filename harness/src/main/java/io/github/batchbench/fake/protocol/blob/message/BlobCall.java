package io.github.batchbench.fake.protocol.blob.message;

import io.github.batchbench.fake.blob.BlobError;
import io.github.batchbench.fake.blob.BlobException;
import io.github.batchbench.fake.blob.BlobKey;
import io.github.batchbench.fake.protocol.Request;
import io.github.batchbench.fake.protocol.blob.format.QueryText;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A request, read.
 *
 * @param query parameters by lower-case name, decoded; of a repeated one the first
 * @param version that the request speaks
 */
public record BlobCall(
        Request request,
        Address address,
        BlobTarget target,
        Map<String, String> query,
        ServiceVersion version,
        Rights rights) {
    private static final Pattern SNAPSHOT = Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,7})?Z");

    /** A call whose parameters nobody changes. */
    public BlobCall {
        query = Collections.unmodifiableMap(query);
    }

    /** Reads a request that goes to an address, as one of the account's owner. */
    public static BlobCall read(Request request, Address address, ServiceVersion version) {
        Map<String, String> query = QueryText.first(request.query());
        BlobTarget target = BlobTarget.of(address.path());
        boolean inRoot = target.scope() == BlobTarget.Scope.CONTAINER && !query.containsKey("restype");
        boolean nothingElse = !query.getOrDefault("comp", "").equals("list");
        return new BlobCall(
                request,
                address,
                inRoot && nothingElse ? target.inRootContainer() : target,
                query,
                version,
                Rights.ACCOUNT);
    }

    /** What its sender may do besides the one operation. */
    public enum Rights {
        /** Read all of the account. */
        ACCOUNT,
        /** Overwrite what is there. */
        OVERWRITE,
        /** Nothing. */
        CREATE
    }

    /** The same call of a sender who may do other things. */
    public BlobCall with(Rights others) {
        return new BlobCall(request, address, target, query, version, others);
    }

    /** The blob that it goes to. */
    public BlobKey key() {
        return target.key();
    }

    /** Its HTTP method. */
    public String method() {
        return request.method();
    }

    /** A parameter, empty if it is not there. */
    public String param(String name) {
        return query.getOrDefault(name, "");
    }

    /** The snapshot that is meant, empty for the blob itself. */
    public String snapshot() {
        String snapshot = param("snapshot");
        if (!snapshot.isEmpty() && !SNAPSHOT.matcher(snapshot).matches()) {
            throw BlobError.INVALID_QUERY_PARAMETER_VALUE
                    .exception()
                    .with("QueryParameterName", "snapshot")
                    .with("QueryParameterValue", snapshot);
        }
        return snapshot;
    }

    /** A parameter that has to be there. */
    public String requiredParam(String name) {
        if (param(name).isEmpty()) {
            throw BlobError.MISSING_REQUIRED_QUERY_PARAMETER.exception().with("QueryParameterName", name);
        }
        return param(name);
    }

    /** A parameter that has one of some values, whatever their case; the first of them if it is not there. */
    public String choice(String name, List<String> values) {
        String text = param(name).toLowerCase(Locale.ROOT);
        if (!text.isEmpty() && !values.contains(text)) {
            throw invalidParam(name);
        }
        return text.isEmpty() ? values.get(0) : text;
    }

    /** What a header says that is {@code true} or {@code false}, empty if it is not there. */
    public Optional<Boolean> flag(String header) {
        return header(header).map(text -> switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw invalid(header, text);
        });
    }

    /** Whether a header says {@code true}. */
    public boolean says(String header) {
        return flag(header).orElse(false);
    }

    /** A header that is there and not blank. */
    public Optional<String> header(String name) {
        return request.headers().first(name).map(String::trim).filter(value -> !value.isEmpty());
    }

    /** A header that has to be there. */
    public String requiredHeader(String name) {
        return header(name)
                .orElseThrow(() -> BlobError.MISSING_REQUIRED_HEADER.exception().with("HeaderName", name));
    }

    /** A header that is a number, if it is there. */
    public Optional<Long> longHeader(String name) {
        return header(name).map(text -> {
            try {
                return Long.valueOf(text);
            } catch (NumberFormatException e) {
                throw invalid(name, text);
            }
        });
    }

    /** A header that is a number and not negative, if it is there. */
    public Optional<Long> countHeader(String name) {
        Optional<Long> count = longHeader(name);
        if (count.isPresent() && count.get() < 0) {
            throw invalidHeader(name);
        }
        return count;
    }

    /** The refusal of a parameter, to be thrown. */
    public BlobException invalidParam(String name) {
        return BlobError.INVALID_QUERY_PARAMETER_VALUE
                .exception()
                .with("QueryParameterName", name)
                .with("QueryParameterValue", param(name));
    }

    /** The refusal of a header, to be thrown. */
    public RuntimeException invalidHeader(String name) {
        return invalid(name, header(name).orElse(""));
    }

    /** The refusal of a body that has to be there, or must not be, to be thrown. */
    public RuntimeException invalidLength() {
        return invalid("Content-Length", String.valueOf(request.body().length()));
    }

    private static RuntimeException invalid(String name, String value) {
        return BlobError.INVALID_HEADER_VALUE
                .exception()
                .with("HeaderName", name)
                .with("HeaderValue", value);
    }
}
