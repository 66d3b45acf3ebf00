package io.github.batchbench.fake.protocol.batch.odata;

/** A filter that cannot be read, with the reason. */
final class FilterException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    FilterException(String reason) {
        super(reason);
    }
}
