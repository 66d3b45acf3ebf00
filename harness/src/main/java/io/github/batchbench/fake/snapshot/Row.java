package io.github.batchbench.fake.snapshot;

import org.jspecify.annotations.Nullable;

/** A row to be written, whose document may be made beforehand by another thread. Otherwise not thread-safe. */
final class Row implements Write {
    private final StateKind kind;
    private final String account;
    private final String parent;
    private final String id;
    private final Record[] kept;
    private final @Nullable Long content;
    private byte @Nullable [] document;

    /**
     * Of what is kept, which does not change any more.
     *
     * @param content the number of its content, null if it has none
     */
    Row(StateKind kind, String account, String parent, String id, @Nullable Long content, Record... kept) {
        this.kind = kind;
        this.account = account;
        this.parent = parent;
        this.id = id;
        this.content = content;
        this.kept = kept;
    }

    @Override
    public void prepare() {
        if (document == null) {
            document = RecordWriter.write(kept);
        }
    }

    @Override
    public void to(StateFile file) {
        byte[] known = document;
        file.put(kind, account, parent, id, known == null ? RecordWriter.write(kept) : known, content);
    }
}
