package io.github.batchbench.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * After whatever requests, the file of a location has row by row what a snapshot of all that there is has: nothing changes without
 * being written, and the next fake has it.
 */
@Timeout(180)
class LocationAtRandomTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final int REQUESTS = 150;
    private static final int ROUNDS = 3;

    /** Tables whose rows are alike in both files, but for what {@link #alike} takes away. */
    private static final List<String> TABLES = List.of(
            "resources",
            "pools",
            "nodes",
            "jobs",
            "tasks",
            "job_schedules",
            "certificates",
            "storage_accounts",
            "containers",
            "blobs");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void itHasWhatASnapshotHas(long seed) throws Exception {
        Random random = new Random(seed);
        FakeAzureOptions options = FakeAzureOptions.defaults().withLocation(folder.resolve("state"));
        for (int round = 0; round < ROUNDS; round++) {
            try (FakeAzure azure = FakeAzure.start(options)) {
                RandomRequests requests = new RandomRequests(azure, random);
                requireAlike(azure, requests);
                for (int i = 0; i < REQUESTS; i++) {
                    requests.next();
                    if (random.nextInt(REQUESTS / 5) == 0) {
                        requireAlike(azure, requests);
                    }
                }
                assertThat(requests.accepted()).isGreaterThan(REQUESTS / 10);
                requireAlike(azure, requests);
                azure.failures().check();
            }
        }
    }

    /** An answer leaves when all is written that had happened by then; until it is looked at, more may have. */
    private void requireAlike(FakeAzure azure, RandomRequests requests) throws Exception {
        Path snapshot = folder.resolve("now.sqlite");
        Instant end = Instant.now().plus(LONG);
        while (true) {
            requests.awaitWritten();
            azure.snapshots().save(snapshot);
            Map<String, Map<String, JsonNode>> kept = tables(folder.resolve("state/state.sqlite"));
            Map<String, Map<String, JsonNode>> there = tables(snapshot);
            if (kept.equals(there)) {
                return;
            }
            if (Instant.now().isAfter(end)) {
                TABLES.forEach(table -> assertThat(kept.get(table)).as(table).isEqualTo(there.get(table)));
            }
        }
    }

    private static Map<String, Map<String, JsonNode>> tables(Path file) throws Exception {
        Map<String, Map<String, JsonNode>> tables = new TreeMap<>();
        try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            database.setAutoCommit(false); // All of it is of one moment.
            for (String table : TABLES) {
                tables.put(table, rows(database, table));
            }
            addSatisfied(table(tables, "jobs"), database);
        }
        // A schedule's copy of its latest job counts only when that is gone.
        Set<String> jobs = table(tables, "jobs").keySet();
        table(tables, "job_schedules").values().forEach(schedule -> {
            String latest = schedule.at("/recentJob/entity/id").asText();
            if (jobs.stream().anyMatch(job -> job.endsWith("/" + latest))) {
                ((ObjectNode) schedule).remove("recentJob");
            }
        });
        return tables;
    }

    private static Map<String, JsonNode> table(Map<String, Map<String, JsonNode>> tables, String name) {
        return Objects.requireNonNull(tables.get(name), name);
    }

    private static Map<String, JsonNode> rows(Connection database, String table) throws Exception {
        Map<String, JsonNode> rows = new TreeMap<>();
        try (Statement statement = database.createStatement();
                ResultSet result = statement.executeQuery("select account, parent, id, document from " + table)) {
            while (result.next()) {
                String name = result.getString(1) + "/" + result.getString(2) + "/" + result.getString(3);
                rows.put(name, alike((ObjectNode) JSON.readTree(result.getString(4))));
            }
        }
        return rows;
    }

    /** A location says in a table of its own which tasks have satisfied others, and names the files of a blob. */
    private static JsonNode alike(ObjectNode document) {
        document.remove("pieces");
        JsonNode satisfied = document.path("satisfiedDependencies");
        if (satisfied.isEmpty()) {
            document.remove("satisfiedDependencies");
        } else {
            List<String> ids = new ArrayList<>();
            satisfied.forEach(id -> ids.add(id.textValue()));
            ids.sort(null);
            ids.forEach(document.putArray("satisfiedDependencies")::add);
        }
        return document;
    }

    private static void addSatisfied(Map<String, JsonNode> jobs, Connection database) throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet there = statement.executeQuery("select 1 from sqlite_schema where name = 'satisfied'")) {
            if (!there.next()) {
                return;
            }
        }
        try (Statement statement = database.createStatement();
                ResultSet result = statement.executeQuery(
                        "select account, parent, id from satisfied order by account, parent, id")) {
            while (result.next()) {
                ObjectNode job =
                        (ObjectNode) Objects.requireNonNull(jobs.get(result.getString(1) + "//" + result.getString(2)));
                job.withArray("satisfiedDependencies").add(result.getString(3));
            }
        }
    }
}
