package io.github.batchbench.fake.protocol.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batchbench.fake.protocol.batch.auth.BatchCredentials;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the protocol refuses before an operation sees it, and what a refusal looks like. */
class RefusalsTest {
    private static final String PLAIN = "api-version=" + Caller.VERSION;

    private final Service service = new Service();
    private final Caller caller = service.caller;

    @AfterEach
    void close() {
        service.close();
    }

    @Test
    void anErrorIsRenderedToTheLetterOfTheRecordings() {
        Caller.Result refused = caller.get("/pools?maxresults=-5");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text())
                .isEqualTo(String.format(Locale.ROOT, """
                        {
                          "odata.metadata":"http://localhost:8080/$metadata#Microsoft.Azure.Batch.Protocol.Entities.Container.errors/@Element","code":"InvalidQueryParameterValue","message":{
                            "lang":"en-US","value":"Value for one of the query parameters specified in the request URI is invalid.\\nRequestId:%s\\nTime:2026-11-23T08:00:00.1234567Z"
                          },"values":[
                            {
                              "key":"QueryParameterName","value":"maxresults"
                            },{
                              "key":"QueryParameterValue","value":"-5"
                            },{
                              "key":"Reason","value":"MaxResults cannot be less than 1"
                            }
                          ]
                        }""", refused.header("request-id"))
                        .replace("\n", "\r\n"));
        assertThat(refused.header("Content-Type")).isEqualTo("application/json;odata=minimalmetadata");
        assertThat(refused.header("Content-Length"))
                .isEqualTo(Integer.toString(refused.text().length()));
        assertThat(refused.headers().first("ETag")).isEmpty();
    }

    @Test
    void valuesAreLeftOutWhenThereAreNone() {
        Caller.Result refused = caller.get("/pools/nosuch");

        assertThat(refused.status()).isEqualTo(404);
        assertThat(refused.code()).isEqualTo("PoolNotFound");
        assertThat(refused.json().has("values")).isFalse();
    }

    @Test
    void headHasNoBodyToPutAnErrorIn() {
        Caller.Result refused = caller.send("HEAD", "/pools/nosuch", "");

        assertThat(refused.status()).isEqualTo(404);
        assertThat(refused.text()).isEmpty();
        assertThat(refused.headers().first("Content-Type")).isEmpty();
    }

    @Test
    void theClientRequestIdIsEchoedOnlyOnRequest() {
        Caller named = caller.with("client-request-id", "f6c3ae3c-38b5-4a22-a2cd-b9bbd9d67bd1");

        assertThat(named.get("/pools").headers().first("client-request-id")).isEmpty();
        assertThat(named.with("return-client-request-id", "true").get("/pools").header("client-request-id"))
                .isEqualTo("f6c3ae3c-38b5-4a22-a2cd-b9bbd9d67bd1");
    }

    @ParameterizedTest
    @CsvSource({
        "PUT, /pools, 405, UnsupportedHttpVerb",
        "DELETE, /pools/p/resize, 405, UnsupportedHttpVerb",
        "GET, /nosuch, 400, InvalidUri",
        "GET, /pools/p/nosuch, 400, InvalidUri",
        "GET, /, 400, InvalidUri",
    })
    void wrongMethodsAndPathsAreRefused(String method, String path, int status, String code) {
        Caller.Result refused = caller.send(method, path, "");

        assertThat(refused.status()).isEqualTo(status);
        assertThat(refused.code()).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({
        "'', MissingRequiredQueryParameter",
        "api-version=, InvalidQueryParameterValue",
        "api-version=latest, InvalidQueryParameterValue",
        "api-version=2031-01-01.99.0, UnsupportedRequestVersion",
        "api-version=2020-03-01.11.0, UnsupportedRequestVersion",
        "api-version=2024-07-01.20.0&$expand=bogus, InvalidQueryParameterValue",
        "api-version=2024-07-01.20.0&$select=jobDefaultOrder, InvalidQueryParameterValue",
        "api-version=2025-06-01&$select=certificateReferences, InvalidQueryParameterValue",
        "api-version=2024-07-01.20.0&colour=red, UnsupportedQueryParameter",
        "api-version=2024-07-01.20.0&maxresults=1001, InvalidQueryParameterValue",
        "api-version=2024-07-01.20.0&maxresults=many, InvalidQueryParameterValue",
        "api-version=2024-07-01.20.0&timeout=0, InvalidQueryParameterValue",
        "api-version=2024-07-01.20.0&maxresults=1&maxresults=2, InvalidQueryParameterValue",
        "api-version=2024-07-01.20.0&$skiptoken=nonsense, InvalidQueryParameterValue",
        "api-version=2024-07-01.20.0&$select=id&$select=state, InvalidQueryParameterValue",
    })
    void wrongQueriesAreRefused(String query, String code) {
        Caller.Result refused = caller.raw("GET", "/pools", query, "");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{                                    | InvalidRequestBody",
                "[]                                   | InvalidRequestBody",
                "{\"id\":\"p\",\"id\":\"q\"}          | InvalidRequestBody",
                "{\"id\":\"p\"} {}                    | InvalidRequestBody",
                "{\"id\":\"p\",\"colour\":\"red\"}    | InvalidRequestBody",
                "{\"id\":7}                           | InvalidRequestBody",
                "{\"targetDedicatedNodes\":\"many\"}  | InvalidRequestBody",
                "{\"targetDedicatedNodes\":\"1.5\"}   | InvalidRequestBody",
                "{\"targetDedicatedNodes\":\"7\"}     | MissingRequiredProperty",
                "{\"targetDedicatedNodes\":1e3}       | InvalidRequestBody",
                "{\"id\":\"p\",\"targetDedicatedNodes\":123456789012} | InvalidRequestBody",
                "{\"id\":\"p\"}                       | MissingRequiredProperty",
            })
    void bodiesThatAreNotTheOperationsAreRefused(String body, String code) {
        Caller.Result refused = caller.post("/pools", body);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({"0, 400", "-2, 400", "-1, 201", "1, 201"})
    void aJobRunsOneTaskAtOnceOrMoreOrHasNoLimit(int limit, int status) {
        assertThat(caller.post(
                                "/jobs",
                                "{\"id\":\"j\",\"poolInfo\":{\"poolId\":\"p\"},\"maxParallelTasks\":" + limit + "}")
                        .status())
                .isEqualTo(status);
    }

    @Test
    void aNumberThatIsSentAsATextIsANumber() {
        assertThat(caller.post("/jobs", "{\"id\":\"j\",\"poolInfo\":{\"poolId\":\"p\"},\"priority\":\"-7\"}")
                        .status())
                .isEqualTo(201);
        assertThat(caller.get("/jobs/j").json().properties()).containsEntry("priority", -7L);
    }

    @Test
    void aWrongTypeIsNamedInTheWordsOfTheService() {
        assertThat(caller.post("/pools", "{\"id\":7}").values())
                .containsExactly("Reason=Cannot convert a primitive value to the expected type 'Edm.String'. See the"
                        + " inner exception for more details.");
    }

    @Test
    void deepBodiesAreRefused() {
        String deep = "{\"id\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";

        assertThat(caller.post("/pools", deep).code()).isEqualTo("InvalidRequestBody");
    }

    @Test
    void largeBodiesAreRefusedWithTheLimit() {
        Caller.Result refused =
                caller.post("/jobs/j/addtaskcollection", "{\"value\":[{\"id\":\"" + "x".repeat(1_048_577) + "\"}]}");

        assertThat(refused.status()).isEqualTo(413);
        assertThat(refused.code()).isEqualTo("RequestBodyTooLarge");
        assertThat(refused.values()).containsExactly("MaxLimit=1048576");
    }

    @Test
    void onlyJsonIsTaken() {
        Caller.Result refused =
                caller.with("Content-Type", "application/x-www-form-urlencoded").post("/pools", "{\"id\":\"p\"}");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo("InvalidHeaderValue");
    }

    @Test
    void bodiesAreCheckedBeforeTheEntityIsLookedFor() {
        assertThat(caller.post("/pools/nosuch/resize", "{}").code()).isEqualTo("MissingRequiredProperty");
        assertThat(caller.post("/pools/nosuch/resize", "{\"targetDedicatedNodes\":1}")
                        .code())
                .isEqualTo("PoolNotFound");
    }

    @ParameterizedTest
    @CsvSource({
        "2022-01-01.15.0, 2022-10-01.16.0, /pools, '{\"id\":\"p\",\"vmSize\":\"s\",\"targetNodeCommunicationMode\":\"simplified\"}'",
        "2020-09-01.12.0, 2022-01-01.15.0, /jobs, '{\"id\":\"j\",\"poolInfo\":{\"poolId\":\"p\"},\"allowTaskPreemption\":true}'"
    })
    void versionsHaveThePropertiesOfTheirTime(String before, String since, String path, String body) {
        Caller.Result refused = caller.version(before).post(path, body);

        assertThat(refused.code()).isEqualTo("InvalidRequestBody");
        assertThat(refused.text()).contains("does not exist on type");
        assertThat(caller.version(since).post(path, body).text()).doesNotContain("does not exist on type");
    }

    @Test
    void whatAUserShouldKnowIsSaidOnce() {
        List<String> heard = new ArrayList<>();
        Notices notices = new Notices();
        notices.onNotice(heard::add);
        Caller noted = new Caller(
                new BatchApi(
                        service.account,
                        new BatchCredentials(Caller.ACCOUNT, Caller.KEY, null, InstantSource.fixed(Service.START)),
                        notices),
                Service.START);
        String job =
                "{\"id\":\"j\",\"poolInfo\":{\"poolId\":\"p\"},\"allowTaskPreemption\":true,\"displayName\":\"d\"}";

        noted.version("2025-06-01").get("/pools");
        assertThat(heard).isEmpty();
        noted.get("/pools");
        noted.get("/pools");
        noted.version("2025-06-01").post("/jobs", job);
        noted.version("2025-06-01").post("/jobs", job);

        assertThat(heard).hasSize(2).isEqualTo(notices.all());
        assertThat(heard.get(0)).contains("2024-07-01.20.0", "2025-06-01", "retire");
        assertThat(heard.get(1)).startsWith("A request sets allowTaskPreemption of JobAddParameter.");
    }

    @Test
    void versionsHaveTheOperationsOfTheirTime() {
        assertThat(caller.version("2022-01-01.15.0").get("/lifetimepoolstats").status())
                .isEqualTo(200);
        assertThat(caller.version("2024-07-01.20.0").get("/lifetimepoolstats").code())
                .isEqualTo("LifetimeStatsAPIRetired");
        assertThat(caller.version("2023-05-01.17.0").get("/lifetimejobstats").code())
                .isEqualTo("LifetimeStatsAPIRetired");
        assertThat(caller.version("2024-07-01.20.0").get("/certificates").status())
                .isEqualTo(200);
        assertThat(caller.version("2025-06-01").get("/certificates").code()).isEqualTo("InvalidUri");
        assertThat(caller.raw("GET", "/pools", PLAIN, "").status()).isEqualTo(200);
    }
}
