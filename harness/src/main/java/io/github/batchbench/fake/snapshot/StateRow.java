package io.github.batchbench.fake.snapshot;

import java.time.DateTimeException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row.
 *
 * @param kind what it is a row of
 * @param account the account that it is in, empty for none
 * @param parent the id of what it is in, empty for the account
 * @param document an object in JSON, in UTF-8
 * @param content the number of its content, null if it has none
 */
@SuppressWarnings("ArrayRecordComponent") // rows are read and never compared
record StateRow(
        StateKind kind,
        String account,
        String parent,
        String id,
        byte[] document,
        @Nullable Long content) {
    /**
     * What was written there.
     *
     * @throws SnapshotException if it is not that
     */
    <T extends Record> T as(Class<T> type) {
        try {
            return RecordCodec.read(document, type);
        } catch (IllegalArgumentException | DateTimeException e) {
            String in = parent.isEmpty() ? "" : " in '" + parent + "'";
            throw new SnapshotException(
                    "The row '" + id + "'" + in + " of the table " + kind.table() + " cannot be read: "
                            + e.getMessage(),
                    e);
        }
    }

    /** What was written in all of these, in their order; on all processors, as there may be a hundred thousand. */
    static <T extends Record> List<T> all(List<StateRow> rows, Class<T> type) {
        return rows.parallelStream().map(row -> row.as(type)).toList();
    }
}
