package io.github.batchbench.transfer;

/**
 * How far a transfer of several files is.
 *
 * @param files how many are done
 * @param allFiles how many there are
 * @param bytes how many have been moved or were there already; may go back a little when a part is sent again
 * @param allBytes how many there are
 */
public record TransferProgress(int files, int allFiles, long bytes, long allBytes) {}
