package io.github.batchbench.fake.snapshot;

import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.protocol.batch.json.JsonPrinter;
import io.github.batchbench.fake.protocol.batch.json.JsonReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * An SQLite database with the state of a fake: a table for each kind of thing, each row a document in JSON, and the contents
 * of what has some in pieces. Not thread-safe.
 */
final class SnapshotFile implements AutoCloseable {
    /** The version of this layout. Others are refused. */
    static final int FORMAT = 1;

    /** {@code BBch}: what tools tell such a file by. */
    private static final int APPLICATION = 0x42426368;

    private static final int PIECE = 1 << 20;
    private static final String NONE = "";

    /** The kinds of things, by the names of their tables. */
    enum Kind {
        SNAPSHOT,
        RESOURCES,
        BATCH_ACCOUNTS,
        APPLICATIONS,
        PACKAGES,
        CERTIFICATES,
        POOLS,
        NODES,
        NODE_FILES,
        JOBS,
        TASKS,
        JOB_SCHEDULES,
        STORAGE_ACCOUNTS,
        CONTAINERS,
        BLOBS;

        private String table() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A row.
     *
     * @param account the account that it is in, empty for none
     * @param parent the id of what it is in, empty for the account
     * @param content the number of its content, null if it has none
     */
    record Row(
            String account,
            String parent,
            String id,
            Document document,
            @Nullable Long content) {
        <T extends Record> T as(Class<T> type) {
            return RecordCodec.read(document, type);
        }
    }

    private final Path path;
    private final Connection database;
    private long contents;

    private SnapshotFile(Path path, Connection database) {
        this.path = path;
        this.database = database;
    }

    /** A new one, in place of a file that is empty. */
    static SnapshotFile create(Path path) {
        SnapshotFile file = new SnapshotFile(path, connect(path));
        file.run("pragma journal_mode = off");
        file.run("pragma synchronous = off");
        file.run("pragma application_id = " + APPLICATION);
        file.run("pragma user_version = " + FORMAT);
        file.run("begin");
        for (Kind kind : Kind.values()) {
            file.run("create table " + kind.table()
                    + " (account text not null, parent text not null, id text not null, document text not null,"
                    + " content integer)");
        }
        file.run("create table contents (id integer not null, piece integer not null, bytes blob not null,"
                + " primary key (id, piece)) without rowid");
        return file;
    }

    /**
     * One that is there.
     *
     * @throws SnapshotException if it is none, or has another layout
     */
    static SnapshotFile open(Path path) {
        SnapshotFile file = new SnapshotFile(path, connect(path));
        try {
            long application = file.number("pragma application_id");
            if (application != APPLICATION) {
                throw new SnapshotException(path + " is no snapshot of Batchbench.");
            }
            long format = file.number("pragma user_version");
            if (format != FORMAT) {
                throw new SnapshotException(path + " is a snapshot of format " + format
                        + ", but this version of Batchbench reads format " + FORMAT + " only: make it anew.");
            }
            return file;
        } catch (RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private static Connection connect(Path path) {
        try {
            Connection connection =
                    new org.sqlite.JDBC().connect("jdbc:sqlite:" + path.toAbsolutePath(), new Properties());
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

    private static SnapshotException failed(Path path, SQLException e) {
        return new SnapshotException(path + " cannot be used as a snapshot: " + e.getMessage(), e);
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

    /** Where rows of one kind are added. */
    final class Rows implements AutoCloseable {
        private final PreparedStatement insert;

        private Rows(Kind kind) {
            try {
                insert = database.prepareStatement("insert into " + kind.table() + " values (?, ?, ?, ?, ?)");
            } catch (SQLException e) {
                throw failed(path, e);
            }
        }

        void add(String account, String parent, String id, Record value) {
            add(account, parent, id, value, null);
        }

        void add(String account, String parent, String id, Record value, @Nullable Long content) {
            try {
                insert.setString(1, account);
                insert.setString(2, parent);
                insert.setString(3, id);
                insert.setString(4, JsonPrinter.onOneLine(RecordCodec.write(value)));
                insert.setObject(5, content);
                insert.executeUpdate();
            } catch (SQLException e) {
                throw failed(path, e);
            }
        }

        @Override
        public void close() {
            try {
                insert.close();
            } catch (SQLException e) {
                throw failed(path, e);
            }
        }
    }

    Rows rows(Kind kind) {
        return new Rows(kind);
    }

    /** One row of a kind, in no account. */
    void add(Kind kind, Record value) {
        try (Rows rows = rows(kind)) {
            rows.add(NONE, NONE, NONE, value);
        }
    }

    /** Adds a content; its number. */
    long addContent(InputStream in) throws IOException {
        contents++;
        try (PreparedStatement insert = database.prepareStatement("insert into contents values (?, ?, ?)")) {
            byte[] piece = in.readNBytes(PIECE);
            for (int number = 0; piece.length > 0; number++) {
                insert.setLong(1, contents);
                insert.setInt(2, number);
                insert.setBytes(3, piece);
                insert.executeUpdate();
                piece = in.readNBytes(PIECE);
            }
        } catch (SQLException e) {
            throw failed(path, e);
        }
        return contents;
    }

    /** All is there from now on. */
    void commit() {
        run("commit");
    }

    /** The rows of a kind, in the order in which they were added. */
    List<Row> read(Kind kind) {
        try (Statement statement = database.createStatement();
                ResultSet result = statement.executeQuery(
                        "select account, parent, id, document, content from " + kind.table() + " order by rowid")) {
            List<Row> rows = new ArrayList<>();
            while (result.next()) {
                long content = result.getLong(5);
                boolean none = result.wasNull();
                rows.add(new Row(
                        result.getString(1),
                        result.getString(2),
                        result.getString(3),
                        JsonReader.object(result.getString(4).getBytes(StandardCharsets.UTF_8)),
                        none ? null : content));
            }
            return rows;
        } catch (SQLException e) {
            throw failed(path, e);
        }
    }

    /** Writes a content. */
    void content(long number, OutputStream out) throws IOException {
        try (PreparedStatement select =
                database.prepareStatement("select bytes from contents where id = ? order by piece")) {
            select.setLong(1, number);
            try (ResultSet pieces = select.executeQuery()) {
                while (pieces.next()) {
                    out.write(pieces.getBytes(1));
                }
            }
        } catch (SQLException e) {
            throw failed(path, e);
        }
    }

    @Override
    public void close() {
        try {
            database.close();
        } catch (SQLException e) {
            throw failed(path, e);
        }
    }
}
