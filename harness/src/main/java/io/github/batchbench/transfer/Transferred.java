package io.github.batchbench.transfer;

import java.time.Instant;

/**
 * A file that is now where it was to go.
 *
 * @param name the file's name: a path with slashes inside of the folder, or, uploaded, what it was made of
 * @param blob the blob's name
 * @param size in bytes
 * @param md5 check sum of the content in small hexadecimal digits
 * @param etag the blob's entity tag
 * @param when when it came, by the clock of the transfer
 * @param present whether it was there already, so that nothing was sent
 */
public record Transferred(
        String name, String blob, long size, String md5, String etag, Instant when, boolean present) {}
