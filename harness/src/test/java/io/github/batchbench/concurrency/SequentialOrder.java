package io.github.batchbench.concurrency;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Searches an order of the calls in which a sequential service would have given the same results, and in which no call
 * comes before one that was answered before it was sent: Wing and Gong's search, with Lowe's memory of dead ends.
 */
final class SequentialOrder<S> {
    private record Seen<S>(BitSet done, S state) {}

    private final List<Call> calls;
    private final Sequential<S> model;
    private final Set<Seen<S>> deadEnds = new HashSet<>();
    private final Deque<Call> order = new ArrayDeque<>();

    private SequentialOrder(List<Call> calls, Sequential<S> model) {
        this.calls = calls;
        this.model = model;
    }

    /** Such an order; empty if there is none. */
    static <S> Optional<List<Call>> of(List<Call> calls, Sequential<S> model) {
        SequentialOrder<S> search = new SequentialOrder<>(calls, model);
        return search.goOn(new BitSet(), model.start()) ? Optional.of(List.copyOf(search.order)) : Optional.empty();
    }

    private boolean goOn(BitSet done, S state) {
        if (done.cardinality() == calls.size()) {
            return true;
        }
        if (!deadEnds.add(new Seen<>((BitSet) done.clone(), state))) {
            return false;
        }
        long firstAnswer = Long.MAX_VALUE;
        for (int i = done.nextClearBit(0); i < calls.size(); i = done.nextClearBit(i + 1)) {
            firstAnswer = Math.min(firstAnswer, calls.get(i).answered());
        }
        for (int i = done.nextClearBit(0); i < calls.size(); i = done.nextClearBit(i + 1)) {
            Call call = calls.get(i);
            if (call.sent() > firstAnswer) {
                continue;
            }
            Optional<S> next = model.after(state, call);
            if (next.isPresent()) {
                done.set(i);
                order.addLast(call);
                if (goOn(done, next.get())) {
                    return true;
                }
                order.removeLast();
                done.clear(i);
            }
        }
        return false;
    }
}
