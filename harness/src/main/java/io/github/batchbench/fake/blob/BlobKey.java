package io.github.batchbench.fake.blob;

/** Which blob: names as their creator chose them, nothing encoded. */
public record BlobKey(String container, String blob) {}
