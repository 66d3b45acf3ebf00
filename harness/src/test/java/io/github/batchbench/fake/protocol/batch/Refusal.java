package io.github.batchbench.fake.protocol.batch;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/**
 * A call that is refused.
 *
 * @param expected the status and the code
 */
record Refusal(String operation, String expected, ThrowingCallable call) {}
