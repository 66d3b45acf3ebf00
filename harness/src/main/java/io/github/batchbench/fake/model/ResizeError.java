package io.github.batchbench.fake.model;

import java.util.List;

/**
 * Why a resize did not get where it should.
 *
 * @param code for example {@code AllocationFailed}, {@code AllocationTimedout} (spelt so), {@code ResizeStopped}
 * @param message one sentence
 * @param values name and value pairs, may be empty
 */
public record ResizeError(String code, String message, List<FailureInfo.Detail> values) {}
