package io.github.batchbench.fake.protocol.blob;

import io.github.batchbench.fake.protocol.blob.message.Answer;
import io.github.batchbench.fake.protocol.blob.message.BlobCall;
import java.io.IOException;

/** Does one operation. */
@FunctionalInterface
interface Action {
    /** The answer; refusals are thrown. */
    Answer run(BlobCall call) throws IOException;
}
