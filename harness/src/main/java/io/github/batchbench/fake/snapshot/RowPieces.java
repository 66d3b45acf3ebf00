package io.github.batchbench.fake.snapshot;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.function.Function;

/**
 * What is made of rows, a piece of them at a time by whatever processor is free, while the next are still read: there may be a hundred
 * thousand. Not thread-safe.
 */
final class RowPieces<R> {
    private static final int ROWS = 500;

    private final Function<StateRow, R> made;
    private final List<ForkJoinTask<List<R>>> pieces = new ArrayList<>();
    private List<StateRow> piece = new ArrayList<>();

    RowPieces(Function<StateRow, R> made) {
        this.made = made;
    }

    void add(StateRow row) {
        piece.add(row);
        if (piece.size() == ROWS) {
            List<StateRow> whole = piece;
            piece = new ArrayList<>(ROWS);
            pieces.add(ForkJoinPool.commonPool().submit(() -> make(whole)));
        }
    }

    private List<R> make(List<StateRow> rows) {
        return rows.stream().map(made).toList();
    }

    /** All of them, in the order of their rows. */
    List<R> all() {
        List<R> last = make(piece);
        if (pieces.isEmpty()) {
            return last;
        }
        List<R> all = new ArrayList<>();
        pieces.forEach(each -> all.addAll(each.join()));
        all.addAll(last);
        return all;
    }
}
