package io.github.batchbench.fake.protocol.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batchbench.fake.model.Document;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Filters, selections and pages. */
class ListsTest {
    private final Service service = new Service();
    private final Caller caller = service.caller;

    @BeforeEach
    void addTasks() {
        caller.post("/jobs", Service.JOB);
        add("a", "b", "c", "d", "e");
    }

    @AfterEach
    void close() {
        service.close();
    }

    private void add(String... ids) {
        String items = List.of(ids).stream()
                .map(id -> "{\"id\":\"" + id + "\",\"commandLine\":\"true\"}")
                .collect(Collectors.joining(","));
        caller.post("/jobs/Job1/addtaskcollection", "{\"value\":[" + items + "]}");
    }

    @Test
    void anEmptyListIsPrintedAsRecorded() {
        assertThat(caller.get("/pools").text())
                .isEqualTo("{\r\n  \"odata.metadata\":\"http://localhost:8080/$metadata#pools\",\"value\":[\r\n"
                        + "    \r\n  ]\r\n}");
    }

    @Test
    void pagesAreStableWhileTasksComeAndGo() {
        List<String> seen = new ArrayList<>();
        Document first = page("maxresults=2");
        seen.addAll(ids(first));
        add("aa", "bb");
        caller.send("DELETE", "/jobs/Job1/tasks/a", "");

        Document page = first;
        while (page.has("odata.nextLink")) {
            page = follow(page);
            seen.addAll(ids(page));
        }

        assertThat(seen).containsExactly("a", "b", "bb", "c", "d", "e");
    }

    @Test
    void theNextLinkKeepsTheOtherParametersAndLooksLikeTheServices() {
        String link = page("maxresults=2&$select=id").string("odata.nextLink").orElseThrow();

        assertThat(link)
                .matches("http://localhost:8080/jobs/Job1/tasks\\?api-version=2024-07-01.20.0&maxresults=2&\\$select=id"
                        + "&\\$skiptoken=WATV2:[^&+]+:1\\$1");
    }

    @Test
    void theLastPageHasNoNextLink() {
        assertThat(page("maxresults=5").has("odata.nextLink")).isFalse();
        assertThat(page("maxresults=4").has("odata.nextLink")).isTrue();
        assertThat(page("maxresults=4&$filter=" + encoded("id le 'd'")).has("odata.nextLink"))
                .isFalse();
    }

    @Test
    void thousandsOfTasksComeInPagesOfAThousand() {
        for (int chunk = 0; chunk < 12; chunk++) {
            int start = chunk * 100;
            add(IntStream.range(start, start + 100).mapToObj(i -> "t" + i).toArray(String[]::new));
        }

        Document first = page("$select=id");

        assertThat(ids(first)).hasSize(1000);
        assertThat(ids(follow(first))).hasSize(205);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "id eq 'b'                                    | b",
                "id eq 'B'                                    | b",
                "id ne 'b' and id lt 'd'                      | a,c",
                "startswith(id,'c')                           | c",
                "startswith(id, 'c') or id eq 'e'             | c,e",
                "(id eq 'a' or id eq 'b') and not (id eq 'a') | b",
                "id eq 'a' or id eq 'b' and id eq 'c'         | a",
                "state eq 'active' and id ge 'd'              | d,e",
                "state ne 'active'                            | ''",
                "creationTime ge datetime'2026-11-23T08:00:00Z' and id eq 'a' | a",
                "creationTime lt datetime'2026-11-23T09:00:00+01:00'          | ''",
                "executionInfo/exitCode eq 0                  | ''",
                "executionInfo/retryCount eq 0 and id eq 'a'  | a",
                "id eq 'it''s'                                | ''",
                "id ne 'it''s' and id gt 'c'                  | d,e",
                "id le 'b'                                    | a,b",
                "id lt 'b'                                    | a",
                "creationTime ge datetime'2026-11-23T08:00:00' and id eq 'a'  | a",
                "creationTime gt DateTime'Sun, 08 May 2011 08:49:37 GMT' and id eq 'a' | a",
                "creationTime lt DateTime'Sun, 08 May 2011 08:49:37 GMT'      | ''",
            })
    void filtersAreOData(String filter, String ids) {
        assertThat(String.join(",", ids(page("$filter=" + encoded(filter))))).isEqualTo(ids);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "id",
                "id eq",
                "id eq b",
                "id eq 'b' and",
                "id like 'b'",
                "id eq 'b",
                "(id eq 'b'",
                "state gt 'active'",
                "commandLine eq 'true'",
                "endswith(id,'b')",
                "executionInfo/exitCode eq 'none'",
                "creationTime gt '2026'",
                "creationTime gt 2026",
                "id eq 'b' 'c'",
                "creationTime gt datetime'soon'",
                "id eq 'b' id",
                "not not",
            })
    void filtersThatAreNoneAreRefused(String filter) {
        Caller.Result refused = caller.get("/jobs/Job1/tasks?$filter=" + encoded(filter));

        assertThat(refused.code()).isEqualTo("InvalidQueryParameterValue");
        assertThat(refused.values()).contains("QueryParameterName=$filter");
    }

    @Test
    void onlyWhatIsNestedCountsAsDeep() {
        String filter = "id eq 'b'" + " or id eq 'c'".repeat(100);

        assertThat(ids(page("$filter=" + encoded(filter)))).containsExactly("b", "c");
    }

    @ParameterizedTest
    @CsvSource({"true, auto", "false, fixed"})
    void whatIsTrueOrFalseIsComparedWithThat(String value, String id) {
        String pool = """
                {"id":"%s","vmSize":"standard_d2s_v3","virtualMachineConfiguration":{"nodeAgentSKUId":"batch.node.ubuntu 22.04",
                "imageReference":{"publisher":"canonical","offer":"0001-com-ubuntu-server-jammy","sku":"22_04-lts"}},%s}""";
        caller.post("/pools", pool.formatted("fixed", "\"targetDedicatedNodes\":0"));
        caller.post(
                "/pools",
                pool.formatted("auto", "\"enableAutoScale\":true,\"autoScaleFormula\":\"$TargetDedicatedNodes=0\""));

        Document pools = caller.get("/pools?$filter=" + encoded("enableAutoScale eq " + value))
                .json();

        assertThat(ids(pools)).containsExactly(id);
        assertThat(caller.get("/pools?$filter=" + encoded("enableAutoScale eq 'true'"))
                        .code())
                .isEqualTo("InvalidQueryParameterValue");
    }

    @Test
    void deepFiltersAreRefused() {
        String filter = "(".repeat(10_000) + "id eq 'b'" + ")".repeat(10_000);

        assertThat(caller.get("/jobs/Job1/tasks?$filter=" + encoded(filter)).code())
                .isEqualTo("InvalidQueryParameterValue");
    }

    @Test
    void aSelectionKeepsOnlyItsPropertiesAndTheMetadata() {
        assertThat(page("$select=" + encoded("state, id"))
                        .objects("value")
                        .get(0)
                        .properties())
                .containsOnlyKeys("id", "state");
        Caller.Result one = caller.get("/jobs/Job1/tasks/a?$select=id");
        assertThat(one.json().properties()).containsOnlyKeys("odata.metadata", "id");
        assertThat(one.header("ETag")).startsWith("0x");
    }

    @Test
    void unknownSelectionsAreRefused() {
        assertThat(caller.get("/jobs/Job1/tasks?$select=id,colour").code()).isEqualTo("InvalidQueryParameterValue");
    }

    @Test
    void statisticsThatDoNotExistAreLeftOut() {
        assertThat(caller.get("/jobs/Job1?$expand=stats").json().has("stats")).isFalse();
    }

    private Document page(String query) {
        return caller.get("/jobs/Job1/tasks?" + query).json();
    }

    private Document follow(Document page) {
        String link = page.string("odata.nextLink").orElseThrow();
        int mark = link.indexOf('?');
        return caller.raw("GET", link.substring("http://localhost:8080".length(), mark), link.substring(mark + 1), "")
                .json();
    }

    private static List<String> ids(Document page) {
        return page.objects("value").stream()
                .map(task -> task.string("id").orElse(""))
                .toList();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
