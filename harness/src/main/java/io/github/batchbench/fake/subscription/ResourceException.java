package io.github.batchbench.fake.subscription;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A request that Resource Manager or one of its providers refuses. */
public final class ResourceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ResourceErrorCode.Source source;
    private final int status;
    private final String code;
    private final String words;
    private final transient List<Detail> details;
    private final @Nullable String notModelled;

    /**
     * One more thing said of a refusal.
     *
     * @param code what it is about, such as {@code Reason}
     */
    public record Detail(String code, String message) {}

    /**
     * A refusal.
     *
     * @param source who refuses
     * @param status HTTP status
     * @param notModelled the name of what the fake does not do, null if the refusal is the service's
     */
    public ResourceException(
            ResourceErrorCode.Source source, int status, String code, String message, @Nullable String notModelled) {
        this(source, status, code, message, List.of(), notModelled);
    }

    private ResourceException(
            ResourceErrorCode.Source source,
            int status,
            String code,
            String message,
            List<Detail> details,
            @Nullable String notModelled) {
        super(code + ": " + message
                + details.stream()
                        .map(detail -> " " + detail.code() + ": " + detail.message())
                        .collect(Collectors.joining()));
        this.source = source;
        this.status = status;
        this.code = code;
        this.words = message;
        this.details = details;
        this.notModelled = notModelled;
    }

    /** This refusal with one more thing said of it. */
    public ResourceException with(String detail, String message) {
        List<Detail> more = new ArrayList<>(details);
        more.add(new Detail(detail, message));
        return new ResourceException(source, status, code, words, List.copyOf(more), notModelled);
    }

    /** Who refuses. */
    public ResourceErrorCode.Source source() {
        return source;
    }

    /** HTTP status. */
    public int status() {
        return status;
    }

    /** As it stands in the answer. */
    public String code() {
        return code;
    }

    /** In words, without its details and without secrets. */
    public String words() {
        return words;
    }

    /** What more is said of it, in its order. */
    public List<Detail> details() {
        return details;
    }

    /** The name of what the fake does not do, null if the refusal is the service's. */
    public @Nullable String notModelled() {
        return notModelled;
    }
}
