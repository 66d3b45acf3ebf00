package io.github.batchbench.fake.model;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A request that the service refuses. Rendered in one place, the protocol's. */
public final class BatchException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** One thing that an error says about itself: an entry of its list of values. */
    public record Value(String key, String value) {}

    private final BatchErrorCode code;
    private final transient List<Value> values;
    private final @Nullable String notModelled;

    /** An error without values. */
    public BatchException(BatchErrorCode code) {
        this(code, List.of(), null);
    }

    private BatchException(BatchErrorCode code, List<Value> values, @Nullable String notModelled) {
        super(code.code() + ": " + code.message() + (values.isEmpty() ? "" : " " + values));
        this.code = code;
        this.values = List.copyOf(values);
        this.notModelled = notModelled;
    }

    /** This error with one more thing said about it. */
    public BatchException with(String key, String value) {
        List<Value> more = new ArrayList<>(values);
        more.add(new Value(key, value));
        return new BatchException(code, more, notModelled);
    }

    /** A property of the body that the service does not take, with the reason. */
    public static BatchException invalidProperty(String name, String value, String reason) {
        return new BatchException(BatchErrorCode.INVALID_PROPERTY_VALUE)
                .with("PropertyName", name)
                .with("PropertyValue", value)
                .with("Reason", reason);
    }

    /** The same where it is not the value that is wrong. */
    public static BatchException invalidProperty(String name, String reason) {
        return new BatchException(BatchErrorCode.INVALID_PROPERTY_VALUE)
                .with("PropertyName", name)
                .with("Reason", reason);
    }

    /** A property of the body that must be there and is not. */
    public static BatchException missingProperty(String name) {
        return new BatchException(BatchErrorCode.MISSING_REQUIRED_PROPERTY).with("PropertyName", name);
    }

    /** What the fake does not do, by name; never answered as if it were done. */
    public static BatchException notImplemented(String what) {
        return new BatchException(BatchErrorCode.NOT_IMPLEMENTED, List.of(), what)
                .with("Reason", what + " is not modelled by Batchbench");
    }

    /** The name of what the fake does not do, null if the refusal is the service's. */
    public @Nullable String notModelled() {
        return notModelled;
    }

    /** Which error. */
    public BatchErrorCode code() {
        return code;
    }

    /** What the service says about it, in order; may be empty. */
    public List<Value> values() {
        return values;
    }
}
