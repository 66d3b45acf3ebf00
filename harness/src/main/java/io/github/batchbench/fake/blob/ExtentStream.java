package io.github.batchbench.fake.blob;

import io.github.batchbench.fake.blob.BlobContent.Extent;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.util.Iterator;
import java.util.List;

/** Reads a range across extents, with one file open at a time. */
final class ExtentStream extends InputStream {
    private final Iterator<Extent> rest;
    private long skip;
    private long left;
    private InputStream current = InputStream.nullInputStream();

    ExtentStream(List<Extent> extents, long offset, long count) {
        rest = extents.iterator();
        skip = offset;
        left = count;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (left > 0) {
            int count = current.read(target, offset, (int) Math.min(length, left));
            if (count > 0) {
                left -= count;
                return count;
            }
            if (!next()) {
                throw new IOException("the content of a blob is shorter than its length");
            }
        }
        return -1;
    }

    private boolean next() throws IOException {
        current.close();
        while (rest.hasNext()) {
            Extent extent = rest.next();
            if (extent.length() > skip) {
                current = open(extent, skip);
                skip = 0;
                return true;
            }
            skip -= extent.length();
        }
        return false;
    }

    private static InputStream open(Extent extent, long skip) throws IOException {
        SeekableByteChannel channel = Files.newByteChannel(extent.file().path());
        channel.position(extent.offset() + skip);
        return new Bounded(Channels.newInputStream(channel), extent.length() - skip);
    }

    @Override
    public void close() throws IOException {
        left = 0;
        current.close();
    }

    /** Ends where its extent ends: the file may go on. */
    private static final class Bounded extends FilterInputStream {
        private long left;

        Bounded(InputStream in, long length) {
            super(in);
            left = length;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (left == 0) {
                return -1;
            }
            int count = super.read(target, offset, (int) Math.min(length, left));
            left -= Math.max(count, 0);
            return count;
        }
    }
}
