package io.github.batchbench.fake.protocol.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batchbench.fake.protocol.Content;
import io.github.batchbench.fake.protocol.Headers;
import io.github.batchbench.fake.protocol.Headers.Header;
import io.github.batchbench.fake.protocol.HttpDates;
import io.github.batchbench.fake.protocol.Request;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who gets in and who does not. */
class AuthenticationTest {
    private static final String QUERY = "api-version=" + Caller.VERSION + "&$select=id";

    private final Service service = new Service();
    private final Headers headers =
            Headers.NONE.with("Host", "localhost").with("ocp-date", HttpDates.format(Service.START));

    @AfterEach
    void close() {
        service.close();
    }

    @Test
    void aSignedRequestPasses() {
        assertThat(call("/pools", QUERY, signed(headers)).status()).isEqualTo(200);
    }

    @Test
    void anAlteredHeaderIsNoticed() {
        Headers altered = Headers.of(signed(headers).lines().stream()
                .map(line -> line.name().equals("ocp-date")
                        ? new Header("ocp-date", HttpDates.format(Service.START.plusSeconds(1)))
                        : line)
                .toList());

        refused(call("/pools", QUERY, altered));
        refused(call("/pools", QUERY, signed(headers).with("ocp-range", "bytes=0-1")));
        refused(call("/pools", QUERY, signed(headers).with("If-Match", "*")));
    }

    @Test
    void anAlteredQueryOrPathIsNoticed() {
        refused(call("/pools", QUERY + ",state", signed(headers)));
        refused(call("/pools", QUERY + "&maxresults=1", signed(headers)));
        refused(call("/jobs", QUERY, signed(headers)));
    }

    @Test
    void anotherKeyIsNoticed() {
        Headers other = headers.with(
                "Authorization", "SharedKey " + Caller.ACCOUNT + ":bm90IHRoZSBzaWduYXR1cmUgb2YgdGhpcyByZXF1ZXN0ISE=");

        refused(call("/pools", QUERY, other));
    }

    @Test
    void anotherAccountIsRefused() {
        Headers other = headers.with("Authorization", "SharedKey somebody:c2lnbmF0dXJl");

        refused(call("/pools", QUERY, other));
    }

    @Test
    void anOldDateIsRefused() {
        Headers old = Headers.NONE.with("ocp-date", HttpDates.format(Service.START.minus(Duration.ofMinutes(16))));

        refused(call("/pools", QUERY, signed(old)));
        refused(call("/pools", QUERY, signed(Headers.NONE)));
        refused(call("/pools", QUERY, signed(Headers.NONE.with("ocp-date", "today"))));
    }

    @Test
    void nobodyGetsInWithoutAuthorization() {
        refused(call("/pools", QUERY, headers.with("Authorization", "Basic dXNlcjpwYXNz")));
    }

    @Test
    void whoBringsNoProofAtAllIsToldWhichHeaderIsMissing() {
        Caller.Result refused = call("/pools", QUERY, headers);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo("MissingRequiredHeader");
        assertThat(refused.values()).containsExactly("HeaderName=Authorization");
    }

    /** As the Python and JavaScript clients of 2025 do. */
    @Test
    void theNamesOfTheQueryMayBeSignedInTheirOwnCase() {
        String query = QUERY + "&timeOut=10";
        String names = "$select:id\napi-version:" + Caller.VERSION + "\ntimeOut:10";
        Headers own = headers.with(
                "Authorization",
                Caller.authorization("GET", "/pools", QUERY, headers)
                        .replaceFirst(":.*", ":" + Caller.sign("GET", headers, "/pools", names)));

        assertThat(call("/pools", query, own).status()).isEqualTo(200);
        assertThat(call(
                                "/pools",
                                query,
                                headers.with(
                                        "Authorization",
                                        Caller.authorization(
                                                "GET", "/pools", query.replace("timeOut", "timeout"), headers)))
                        .status())
                .as("in lower case, too")
                .isEqualTo(200);
    }

    @Test
    void onlyTheGivenTokenIsTaken() {
        assertThat(call("/pools", QUERY, headers.with("Authorization", "Bearer " + Service.TOKEN))
                        .status())
                .isEqualTo(200);
        refused(call("/pools", QUERY, headers.with("Authorization", "Bearer " + Service.TOKEN + "x")));
    }

    @Test
    void aQueryThatTheJavaClientDecodesTwiceIsTakenAsItSignsIt() {
        String sent = "api-version=" + Caller.VERSION + "&$filter=id%20eq%20%27a%252Bb%27";
        String asSigned = "$filter:id eq 'a+b'\napi-version:" + Caller.VERSION;
        Headers own = headers.with(
                "Authorization",
                Caller.authorization("GET", "/pools", "api-version=" + Caller.VERSION, headers)
                        .replaceFirst(":.*", ":" + Caller.sign("GET", headers, "/pools", asSigned)));

        assertThat(call("/pools", sent, own).status()).isEqualTo(200);
    }

    private Headers signed(Headers plain) {
        return plain.with("Authorization", Caller.authorization("GET", "/pools", QUERY, plain));
    }

    private Caller.Result call(String path, String query, Headers sent) {
        return service.caller.handle(new Request("GET", path, query, sent, Content.EMPTY));
    }

    private static void refused(Caller.Result result) {
        assertThat(result.status()).isEqualTo(403);
        assertThat(result.code()).isEqualTo("AuthenticationFailed");
        assertThat(result.values()).singleElement().asString().startsWith("AuthenticationErrorDetail=");
        assertThat(result.text()).doesNotContain(Caller.KEY, Service.TOKEN);
    }
}
