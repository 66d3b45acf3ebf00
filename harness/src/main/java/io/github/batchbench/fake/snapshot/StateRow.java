package io.github.batchbench.fake.snapshot;

import io.github.batchbench.fake.model.Document;
import org.jspecify.annotations.Nullable;

/**
 * A row.
 *
 * @param account the account that it is in, empty for none
 * @param parent the id of what it is in, empty for the account
 * @param content the number of its content, null if it has none
 */
record StateRow(
        String account,
        String parent,
        String id,
        Document document,
        @Nullable Long content) {
    <T extends Record> T as(Class<T> type) {
        return RecordCodec.read(document, type);
    }
}
