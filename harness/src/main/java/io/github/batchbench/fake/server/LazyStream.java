package io.github.batchbench.fake.server;

import io.github.batchbench.fake.protocol.Content;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** Opens a body when its first byte is read: WireMock also asks for streams that it never reads. */
final class LazyStream extends InputStream {
    private final Content content;
    private @Nullable InputStream opened;

    LazyStream(Content content) {
        this.content = content;
    }

    @Override
    public int read() throws IOException {
        return stream().read();
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        // The journal asks for no bytes, and closes: opened for that, a blob's content would be let go before it is
        // sent.
        return length == 0 ? 0 : stream().read(target, offset, length);
    }

    @Override
    public long transferTo(OutputStream out) throws IOException {
        return stream().transferTo(out);
    }

    @Override
    public void close() throws IOException {
        if (opened != null) {
            opened.close();
        }
    }

    private InputStream stream() throws IOException {
        if (opened == null) {
            opened = content.open();
        }
        return opened;
    }
}
