package io.github.batchbench.fake.snapshot;

import java.time.DateTimeException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A row.
 *
 * @param kind what it is a row of
 * @param parent the id of what it is in, empty for the account
 * @param document an object in JSON, in UTF-8
 * @param content the number of its content, null if it has none
 */
@SuppressWarnings("ArrayRecordComponent") // rows are read and never compared
record StateRow(
        StateKind kind,
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
        return as(type, read -> read);
    }

    /** What is made of what was written there; the same if that cannot be. */
    <T extends Record, R> R as(Class<T> type, Function<T, R> made) {
        try {
            return made.apply(RecordReader.read(document, type));
        } catch (IllegalArgumentException | DateTimeException e) {
            String in = parent.isEmpty() ? "" : " in '" + parent + "'";
            throw new SnapshotException(
                    "The row '" + id + "'" + in + " of the table " + kind.table() + " cannot be read: "
                            + e.getMessage(),
                    e);
        }
    }
}
