package io.github.batchbench.fake.node.transfers;

import io.github.batchbench.fake.node.failure.NodeFailureException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** Sends a file to a block blob: at once if it is small, in blocks if not. A file that still grows is sent as it was. */
final class BlobUpload {
    private static final long MOST_AT_ONCE = 64L << 20;
    private static final long BLOCK = 32L << 20;
    private static final int CHUNK = 1 << 16;

    private final BlobContainer container;
    private final Map<String, String> headers;
    private final Transfer transfer;

    BlobUpload(BlobContainer container, Map<String, String> headers, Transfer transfer) {
        this.container = container;
        this.headers = headers;
        this.transfer = transfer;
    }

    /** Gives the number of bytes sent. */
    long send(SeekableByteChannel file, String blob) throws IOException, NodeFailureException {
        long length = file.size();
        if (length <= MOST_AT_ONCE) {
            Map<String, String> all = new LinkedHashMap<>(Map.of("x-ms-blob-type", "BlockBlob"));
            all.putAll(headers);
            transfer.put(container.blob(blob), all, length, body -> copy(file, 0, length, body));
        } else {
            sendBlocks(file, length, blob);
        }
        return length;
    }

    private void sendBlocks(SeekableByteChannel channel, long length, String blob)
            throws IOException, NodeFailureException {
        StringBuilder list = new StringBuilder("<?xml version=\"1.0\" encoding=\"utf-8\"?><BlockList>");
        for (long start = 0; start < length; start += BLOCK) {
            String id = Base64.getEncoder()
                    .encodeToString("%08d".formatted(start / BLOCK).getBytes(StandardCharsets.US_ASCII));
            String query = "comp=block&blockid=" + URLEncoder.encode(id, StandardCharsets.US_ASCII);
            long from = start;
            long size = Math.min(BLOCK, length - start);
            transfer.put(container.blob(blob, query), Map.of(), size, body -> copy(channel, from, size, body));
            list.append("<Latest>").append(id).append("</Latest>");
        }
        byte[] body = list.append("</BlockList>").toString().getBytes(StandardCharsets.UTF_8);
        URI url = container.blob(blob, "comp=blocklist");
        transfer.put(url, forBlockList(), body.length, out -> out.write(body));
    }

    /** The content's own headers have other names when the blob is made of blocks. */
    private Map<String, String> forBlockList() {
        Map<String, String> renamed = new LinkedHashMap<>();
        headers.forEach((name, value) -> {
            boolean ofTheContent = name.regionMatches(true, 0, "content-", 0, "content-".length())
                    || name.equalsIgnoreCase("cache-control");
            renamed.put(ofTheContent ? "x-ms-blob-" + name : name, value);
        });
        renamed.putIfAbsent("x-ms-blob-content-type", "application/octet-stream");
        return renamed;
    }

    private void copy(SeekableByteChannel channel, long from, long length, OutputStream body) throws IOException {
        channel.position(from);
        // Not closed: the channel is read again for the next block, or when a request is repeated.
        InputStream in = Channels.newInputStream(channel);
        byte[] chunk = new byte[CHUNK];
        for (long left = length; left > 0; ) {
            transfer.checkNotEnded();
            int read = in.read(chunk, 0, (int) Math.min(chunk.length, left));
            if (read < 0) {
                throw new EOFException("The file became shorter while it was sent.");
            }
            body.write(chunk, 0, read);
            left -= read;
        }
    }
}
