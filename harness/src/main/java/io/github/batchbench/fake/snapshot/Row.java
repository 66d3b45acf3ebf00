package io.github.batchbench.fake.snapshot;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row to be written, whose document may be made beforehand by another thread. Thread-safe. */
final class Row implements Write {
    private final StateKind kind;
    private final String account;
    private final String parent;
    private final String id;
    private final Record[] kept;
    private final @Nullable Long content;
    private volatile byte @Nullable [] document;

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
    public boolean prepare() {
        if (document != null) {
            return false;
        }
        document = RecordWriter.write(kept);
        return true;
    }

    /** Its name among those of its place. */
    String id() {
        return id;
    }

    /** What it says, in JSON. */
    byte[] document() {
        byte[] known = document;
        if (known == null) {
            known = RecordWriter.write(kept);
            document = known;
        }
        return known;
    }

    /** The number of its content, null if it has none. */
    @Nullable
    Long content() {
        return content;
    }

    @Override
    public void to(StateFile file) {
        file.put(kind, account, parent, id, document(), content);
    }

    /** Writes these, together if they are as many rows of one place as a file writes at once. */
    static void write(List<Write> writes, StateFile file) throws IOException {
        if (writes.size() == Insertions.TOGETHER
                && writes.get(0) instanceof Row first
                && writes.stream().allMatch(first::isBeside)) {
            List<Row> rows = writes.stream().map(Row.class::cast).toList();
            file.put(first.kind, first.account, first.parent, rows);
            return;
        }
        for (Write write : writes) {
            write.to(file);
        }
    }

    private boolean isBeside(Write other) {
        return other instanceof Row row && kind == row.kind && account.equals(row.account) && parent.equals(row.parent);
    }
}
