package io.github.batchbench.fake.blob;

import java.time.Instant;

/**
 * That a blob was made by a copy. A copy is complete when its request is answered, so its status is always success.
 *
 * @param source the URL that was copied from, without a signature
 */
public record CopyRecord(String id, String source, long length, Instant completed) {}
