package io.github.batchbench.fake.snapshot;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An SQLite database with the state of a fake: a table for each kind of thing, each row a document in JSON, and the contents
 * of what has some in pieces. Not thread-safe.
 */
final class StateFile implements AutoCloseable {
    /** What makes a file for its owner alone: keys are in it. */
    static final FileAttribute<?> OWN =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    /** The version of the layouts. Others are refused. */
    static final int FORMAT = 1;

    private static final int CHECKPOINT_PAGES = 20_000;
    private static final int STATEMENT_BYTES = 8_192;
    private static final int CACHE_KIB = 16_384;

    private static final String NONE = "";

    private final Path path;
    private final Connection database;
    private final StateLayout layout;
    /** What changes rows, by its text; there are a few for each kind. */
    private final Map<String, PreparedStatement> changes = new HashMap<>();

    private final Insertions insertions;
    private long logged;
    private @Nullable StateContents contents;

    private StateFile(Path path, Connection database, StateLayout layout) {
        this.path = path;
        this.database = database;
        this.layout = layout;
        this.insertions = new Insertions(layout);
    }

    /** A new one, in place of a file that is empty. */
    static StateFile create(Path path) {
        StateFile file = new StateFile(path, connect(path), StateLayout.SNAPSHOT);
        file.run("pragma journal_mode = off");
        file.run("pragma synchronous = off");
        file.make();
        return file;
    }

    private void make() {
        run("begin");
        run("pragma application_id = " + layout.application());
        run("pragma user_version = " + FORMAT);
        for (StateKind kind : StateKind.values()) {
            if (layout == StateLayout.LOCATION || kind != StateKind.SATISFIED) {
                run("create table " + kind.table()
                        + " (account text not null, parent text not null, id text not null, document text not null,"
                        + " content integer"
                        + (layout == StateLayout.LOCATION ? ", unique (account, parent, id))" : ")"));
            }
        }
        run(StateContents.TABLE);
    }

    /**
     * One that goes along with a fake: made if the file is empty or not there. What is committed is there when this process is
     * killed, and what is not has not happened.
     *
     * @throws SnapshotException if it is none, or has another layout
     */
    static StateFile along(Path path) {
        StateFile file = new StateFile(path, connect(path), StateLayout.LOCATION);
        try {
            file.run("pragma busy_timeout = 10000");
            file.run("pragma journal_mode = wal");
            file.run("pragma synchronous = normal");
            // Only when Checkpoints, which should come first, does not keep up.
            file.run("pragma wal_autocheckpoint = " + CHECKPOINT_PAGES);
            file.run("pragma cache_size = -" + CACHE_KIB);
            if (file.number("pragma application_id") == 0 && file.number("select count(*) from sqlite_schema") == 0) {
                file.make();
                file.commit();
            }
            file.require();
            return file;
        } catch (RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /**
     * One that is there.
     *
     * @throws SnapshotException if it is none, or has another layout
     */
    static StateFile open(Path path, StateLayout layout) {
        StateFile file = new StateFile(path, connect(path), layout);
        try {
            file.require();
            return file;
        } catch (RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private void require() {
        if (number("pragma application_id") != layout.application()) {
            throw new SnapshotException(path + " is not " + layout + " of Batchbench.");
        }
        long format = number("pragma user_version");
        if (format != FORMAT) {
            throw new SnapshotException(path + " is " + layout + " of format " + format
                    + ", but this version of Batchbench reads format " + FORMAT + " only: make it anew.");
        }
    }

    static Connection connect(Path path) {
        // Nobody asks for the numbers of new rows, which would be another statement after each.
        Properties settings = new Properties();
        settings.setProperty("jdbc.get_generated_keys", "false");
        try {
            Connection connection = new org.sqlite.JDBC().connect("jdbc:sqlite:" + path.toAbsolutePath(), settings);
            if (connection == null) {
                throw new SnapshotException(path + " cannot be opened.");
            }
            return connection;
        } catch (SQLException e) {
            throw failed(path, e);
        } catch (NoClassDefFoundError e) {
            throw new SnapshotException(
                    "Snapshots need SQLite: add org.xerial:sqlite-jdbc, 3.50 or later, to the class path of the tests.",
                    e);
        }
    }

    static SnapshotException failed(Path path, SQLException e) {
        return new SnapshotException(path + " cannot be used: " + e.getMessage(), e);
    }

    private void run(String sql) {
        try (Statement statement = database.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw failed(path, e);
        }
    }

    private long number(String sql) {
        try (Statement statement = database.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            return result.next() ? result.getLong(1) : 0;
        } catch (SQLException e) {
            throw failed(path, e);
        }
    }

    /** What is written from now on is there with the next commit, or not at all. */
    void begin() {
        change("begin immediate");
    }

    /** What was written since the beginning is not there. */
    void rollback() {
        change("rollback");
    }

    /** Removes a row, if it is there. */
    void delete(StateKind kind, String account, String parent, String id) {
        change("delete from " + kind.table() + " where account = ? and parent = ? and id = ?", account, parent, id);
    }

    /** Removes all that is in something. */
    void deleteIn(StateKind kind, String account, String parent) {
        change("delete from " + kind.table() + " where account = ? and parent = ?", account, parent);
    }

    /** Removes all of a kind that is in an account. */
    void deleteAll(StateKind kind, String account) {
        change("delete from " + kind.table() + " where account = ?", account);
    }

    /** Removes the contents that no row refers to. */
    void deleteContentsBut(StateKind kind) {
        change("delete from contents where id not in (select content from " + kind.table()
                + " where content is not null)");
    }

    private void change(String sql, @Nullable Object... values) {
        try {
            PreparedStatement statement = changes.get(sql);
            if (statement == null) {
                statement = database.prepareStatement(sql);
                changes.put(sql, statement);
            }
            set(statement, values);
            statement.execute();
            logged += STATEMENT_BYTES;
        } catch (SQLException e) {
            // The driver closes a statement that has failed.
            changes.remove(sql);
            throw failed(path, e);
        }
    }

    private static void set(PreparedStatement statement, @Nullable Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }

    /** Writes a row, in place of the one of its name if the layout has but one. */
    void put(StateKind kind, String account, String parent, String id, byte[] document, @Nullable Long content) {
        logged += document.length;
        change(insertions.one(kind), account, parent, id, document, content);
    }

    /** The same of {@link Insertions#TOGETHER} rows of one place, in their order. */
    void put(StateKind kind, String account, String parent, List<Row> rows) {
        @Nullable Object[] values = new @Nullable Object[2 + 3 * rows.size()];
        values[0] = account;
        values[1] = parent;
        int next = 2;
        for (Row row : rows) {
            byte[] document = row.document();
            logged += document.length;
            values[next++] = row.id();
            values[next++] = document;
            values[next++] = row.content();
        }
        change(insertions.together(kind), values);
    }

    /** The same, of what has a content or none. */
    void add(StateKind kind, String account, String parent, String id, Record value, @Nullable Long content) {
        put(kind, account, parent, id, RecordWriter.write(value), content);
    }

    /** The same, of what has no content. */
    void add(StateKind kind, String account, String parent, String id, Record value) {
        add(kind, account, parent, id, value, null);
    }

    /** One row of a kind, in no account. */
    void add(StateKind kind, Record value) {
        add(kind, NONE, NONE, NONE, value);
    }

    /** The contents in it. */
    StateContents contents() {
        StateContents known = contents;
        if (known == null) {
            known = new StateContents(path, database, number("select max(id) from contents"));
            contents = known;
        }
        return known;
    }

    /** What it is for. */
    StateLayout layout() {
        return layout;
    }

    /** All is there from now on. */
    void commit() {
        change("commit");
    }

    /** About how many bytes were written, with all that is written for them. */
    long logged() {
        return logged;
    }

    /** The rows of a kind that are in no account, of a snapshot in the order in which they were added. */
    List<StateRow> read(StateKind kind) {
        return read(kind, NONE);
    }

    /** The rows of a kind that are in an account, in the same order. */
    List<StateRow> read(StateKind kind, String account) {
        return read(kind, account, row -> row);
    }

    /**
     * What is made of the rows of a kind that are in an account, in the same order.
     *
     * @param made is called by several threads at once
     */
    <R> List<R> read(StateKind kind, String account, Function<StateRow, R> made) {
        // All of a table is read as it lies there: by an index, each row would be looked up.
        String order = layout == StateLayout.SNAPSHOT ? " order by rowid" : "";
        String sql = "select parent, id, document, content from " + kind.table() + " where +account = ?" + order;
        try (PreparedStatement statement = database.prepareStatement(sql)) {
            set(statement, account);
            RowPieces<R> pieces = new RowPieces<>(made);
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    long content = result.getLong(4);
                    boolean none = result.wasNull();
                    pieces.add(new StateRow(
                            kind, text(result, 1), text(result, 2), result.getBytes(3), none ? null : content));
                }
            }
            return pieces.all();
        } catch (SQLException e) {
            throw failed(path, e);
        }
    }

    /** The driver takes three times as long for it. */
    private static String text(ResultSet result, int column) throws SQLException {
        byte[] text = result.getBytes(column);
        return text == null ? "" : new String(text, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return path.toString();
    }

    @Override
    public void close() {
        try {
            for (PreparedStatement change : changes.values()) {
                change.close();
            }
            database.close();
        } catch (SQLException e) {
            throw failed(path, e);
        }
    }
}
