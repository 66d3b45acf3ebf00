package io.github.batchbench.fake.model;

import java.util.Set;

/** A state of an entity, with the states it may change to: the state machine as a table. */
public interface State<S> {
    /** The name as the service writes it. */
    String wireName();

    /** What may follow. */
    Set<S> successors();
}
