package io.github.batchbench.fake.snapshot;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The contents in a file with a state, each in pieces of a table. Not thread-safe. */
final class StateContents {
    /** How the table is made. */
    static final String TABLE = "create table contents (id integer not null, piece integer not null,"
            + " bytes blob not null, primary key (id, piece)) without rowid";

    private static final int PIECE = 1 << 20;

    private final Path path;
    private final Connection database;
    private long last;

    /**
     * Those of a file.
     *
     * @param last the highest number that there is
     */
    StateContents(Path path, Connection database, long last) {
        this.path = path;
        this.database = database;
        this.last = last;
    }

    /** Adds a content; its number. */
    long add(InputStream in) throws IOException {
        last++;
        try (PreparedStatement insert = database.prepareStatement("insert into contents values (?, ?, ?)")) {
            byte[] piece = in.readNBytes(PIECE);
            for (int number = 0; piece.length > 0; number++) {
                insert.setLong(1, last);
                insert.setInt(2, number);
                insert.setBytes(3, piece);
                insert.executeUpdate();
                piece = in.readNBytes(PIECE);
            }
        } catch (SQLException e) {
            throw StateFile.failed(path, e);
        }
        return last;
    }

    /** Writes a content. */
    void write(long number, OutputStream out) throws IOException {
        try (PreparedStatement select =
                database.prepareStatement("select bytes from contents where id = ? order by piece")) {
            select.setLong(1, number);
            try (ResultSet pieces = select.executeQuery()) {
                while (pieces.next()) {
                    out.write(pieces.getBytes(1));
                }
            }
        } catch (SQLException e) {
            throw StateFile.failed(path, e);
        }
    }
}
