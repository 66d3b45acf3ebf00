package io.github.batchbench.fake.model;

/**
 * The container that a run has, as the engine shows it.
 *
 * @param id the engine's id of it
 * @param state in the engine's words: {@code created}, {@code running}, {@code exited}
 * @param error why it could not be started, empty if it could
 */
public record ContainerInfo(String id, String state, String error) {}
