package io.github.batchbench.fake.protocol.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batchbench.fuzz.Mutations;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class HostileRequestsTest {
    private final HostileRequests requests = new HostileRequests();

    @AfterEach
    void close() {
        requests.close();
    }

    @Test
    void bodies() {
        Mutations.forEach(HostileRequests.BODIES, 1000, requests::body);
    }

    /** What Jackson takes for UTF-32. */
    @Test
    void aBodyThatIsNoUtf8IsRefused() {
        try (Service service = new Service()) {
            Caller.Result result = service.caller.post("/pools", "\0\0\0\1\uffff\uffff");

            assertThat(result.status()).isEqualTo(400);
            assertThat(result.text()).contains("InvalidRequestBody", "UTF-8");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "..",
                ".",
                "a/b",
                "a\\\\b",
                "/a",
                "a\\u0000b",
                "\uff0e\uff0e",
                "a\uff0fb",
                "\u0430",
                "%2e%2e",
                "",
                "a b"
            })
    void anIdThatCouldBeAPathIsRefused(String id) {
        try (Service service = new Service().withPoolAndJob()) {
            String named = "{\"id\":\"" + id + "\",";
            String longName = "{\"id\":\"" + "n".repeat(4096) + "\",";
            for (String start : List.of(named, longName)) {
                assertRefused(service.caller.post("/pools", Service.POOL.replace("{\"id\":\"pool1\",", start)));
                assertRefused(service.caller.post("/jobs", start + "\"poolInfo\":{\"poolId\":\"pool1\"}}"));
                assertRefused(service.caller.post("/jobs/Job1/tasks", start + "\"commandLine\":\"true\"}"));
            }
        }
    }

    private static void assertRefused(Caller.Result result) {
        assertThat(result.status()).as(result.text()).isEqualTo(400);
    }

    @Test
    void filters() {
        Mutations.forEach(HostileRequests.FILTERS, 500, requests::filter);
    }

    @Test
    void longFilters() {
        requests.filter("id eq '" + "''".repeat(10_000) + "'");
        requests.filter("id eq 'a'" + " or id eq 'a'".repeat(5000));
        requests.filter("id eq 'a'" + " and id eq 'Job1'".repeat(5000));
        requests.filter("not ".repeat(5000) + "id eq 'a'");
    }

    @Test
    void paths() {
        Mutations.forEach(HostileRequests.PATHS, 2000, requests::path);
    }

    @Test
    void headers() {
        Mutations.forEach(HostileRequests.HEADERS, 1000, requests::header);
    }
}
