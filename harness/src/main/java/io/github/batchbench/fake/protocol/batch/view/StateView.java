package io.github.batchbench.fake.protocol.batch.view;

import io.github.batchbench.fake.model.Lifecycle;
import io.github.batchbench.fake.model.State;

/** The four properties of an entity's state; the previous ones only after a first transition (recorded). */
final class StateView {
    private StateView() {}

    static <S extends State<S>> void put(Shape shape, Lifecycle<S> lifecycle) {
        S previous = lifecycle.previous();
        shape.put("state", lifecycle.state().wireName())
                .put("stateTransitionTime", lifecycle.since())
                .put("previousState", previous == null ? null : previous.wireName())
                .put("previousStateTransitionTime", lifecycle.previousSince());
    }
}
