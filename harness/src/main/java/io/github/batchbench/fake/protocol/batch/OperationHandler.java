package io.github.batchbench.fake.protocol.batch;

import java.io.IOException;

/** Answers one operation. */
@FunctionalInterface
interface OperationHandler {
    /**
     * The answer of a success.
     *
     * @throws io.github.batchbench.fake.model.BatchException if the service refuses the request
     */
    Answer answer(Call call) throws IOException;
}
