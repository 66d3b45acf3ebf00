package io.github.batchbench.concurrency;

import java.util.Optional;

/**
 * What a service would do if its clients came one after the other.
 *
 * @param <S> its state: an immutable value; two states are equal only if all calls have the same results in both
 */
interface Sequential<S> {
    /** The state before the first call. */
    S start();

    /** The state after the call; empty if in this state the call could not have had its result. */
    Optional<S> after(S before, Call call);
}
