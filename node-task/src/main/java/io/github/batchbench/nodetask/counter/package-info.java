/**
 * The top-words counter. {@link io.github.batchbench.nodetask.counter.TopWords} is the door; behind it the bytes go
 * through four stages, each a file: {@code ByteSource} reads, {@code WordScanner} (with {@code Utf8Group} for what is not
 * ASCII) finds where words begin and end, {@code WordTable} counts them, {@code Selection} picks the most frequent.
 * {@code Segments} and {@code ParallelCount} divide a file among threads and merge their tables.
 *
 * <p>Speed comes from doing each stage for a block of 16 KiB before the next: every stage is a short loop without
 * surprises for the branch predictor, over data in the first-level cache, on eight bytes at a time.
 */
@NullMarked
package io.github.batchbench.nodetask.counter;

import org.jspecify.annotations.NullMarked;
