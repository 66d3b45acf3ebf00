package io.github.batchbench.fake.protocol;

/** A face of the fake: answers every request, errors included, and never throws. Thread-safe. */
@FunctionalInterface
public interface Handler {
    /** The answer to the request. */
    Response handle(Request request);
}
