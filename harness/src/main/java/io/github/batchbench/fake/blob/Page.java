package io.github.batchbench.fake.blob;

import java.util.List;

/**
 * A part of a list.
 *
 * @param next what to ask for the next part with, empty if this is the last
 */
public record Page<T>(List<T> items, String next) {}
