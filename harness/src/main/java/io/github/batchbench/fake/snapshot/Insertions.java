package io.github.batchbench.fake.snapshot;

import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The texts that write rows of each kind, one or several of a place at once. Not thread-safe. */
final class Insertions {
    /** How many rows of one place are written by one statement: most of what a row costs is to ask for it. */
    static final int TOGETHER = 16;

    private final String instead;
    private final Map<StateKind, String> one = new EnumMap<>(StateKind.class);
    private final Map<StateKind, String> together = new EnumMap<>(StateKind.class);

    Insertions(StateLayout layout) {
        // A row that is there stays in its place: only its page is written.
        this.instead = layout == StateLayout.LOCATION
                ? " on conflict do update set document = excluded.document, content = excluded.content"
                : "";
    }

    /** Of one row: account, parent, id, document, content. */
    String one(StateKind kind) {
        return one.computeIfAbsent(kind, key -> text(key, 1));
    }

    /** Of {@link #TOGETHER} rows: account, parent, and then id, document and content of each. */
    String together(StateKind kind) {
        return together.computeIfAbsent(kind, key -> text(key, TOGETHER));
    }

    private String text(StateKind kind, int rows) {
        return IntStream.range(0, rows)
                .mapToObj(
                        row -> "(?1, ?2, ?%d, cast(?%d as text), ?%d)".formatted(3 * row + 3, 3 * row + 4, 3 * row + 5))
                .collect(Collectors.joining(", ", "insert into " + kind.table() + " values ", instead));
    }
}
