package io.github.batchbench.fake.blob;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.Cleaner;

/**
 * A range of content that stays readable, whatever happens to the blob meanwhile. Closing the stream, or losing the
 * reading without ever having opened it, lets the files go.
 */
public final class Reading {
    private static final Cleaner CLEANER = Cleaner.create();

    private final BlobContent content;
    private final long offset;
    private final long length;
    private final Cleaner.Cleanable release;

    /** Takes over one ownership of the content. */
    Reading(BlobContent content, long offset, long length) {
        this.content = content;
        this.offset = offset;
        this.length = length;
        this.release = CLEANER.register(this, content::release);
    }

    /** Length in bytes. */
    public long length() {
        return length;
    }

    /** The bytes. */
    public InputStream open() {
        return new FilterInputStream(content.open(offset, length)) {
            @Override
            public void close() throws IOException {
                super.close();
                release.clean();
            }
        };
    }
}
