package io.github.batchbench.concurrency;

import java.util.Random;

/**
 * Something of an account that several clients use at the same time, and what it would be for one client.
 *
 * @param <S> its state, for the {@link SequentialOrder}
 */
interface Scene<S> extends Sequential<S> {
    /** One request of a client, drawn from its random numbers. */
    void request(History history, int client, Random random) throws Exception;
}
