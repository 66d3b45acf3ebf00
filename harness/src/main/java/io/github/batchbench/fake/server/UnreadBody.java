package io.github.batchbench.fake.server;

import io.github.batchbench.fake.protocol.Content;
import java.io.IOException;
import java.io.InputStream;

/** A body that was longer than its request may have: it has a length, and nothing of it was kept. */
record UnreadBody(long length) implements Content {
    @Override
    public InputStream open() throws IOException {
        throw new IOException("A body of " + length + " bytes or more was not read.");
    }
}
