package io.github.batchbench.fake.protocol.blob;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batchbench.fake.protocol.blob.Wire.Answered;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules of CORS: what browsers ask before, and what they are told. Documented, and recorded where it says so. */
@SuppressWarnings("NullAway.Init") // JUnit sets the folder
class CorsTest {
    private static final String ALLOW = "Access-Control-Allow-Origin";
    private static final String EXPOSE = "Access-Control-Expose-Headers";
    private static final String CREDENTIALS = "Access-Control-Allow-Credentials";
    private static final String SITE = "https://www.contoso.com";

    @TempDir
    private Path folder;

    private Wire wire;

    @BeforeEach
    void makeContainer() {
        wire = new Wire(folder);
        wire.put("/acct/box", "restype=container");
        wire.putBlob("/acct/box/a", "hello world", "x-ms-meta-color", "red");
    }

    @Test
    void withoutRulesNoBrowserMayAskAndNoAnswerTellsOfThem() {
        assertThat(preflight(SITE, "GET", "").outcome()).isEqualTo("403 CorsPreflightFailure");

        Answered read = wire.get("/acct/box/a", "", "Origin", SITE);
        assertThat(read.status()).isEqualTo(200);
        assertThat(read.has("Vary")).isFalse();
        assertThat(read.has(ALLOW)).isFalse();
    }

    @Test
    void aQuestionIsAnsweredWithWhatItAskedFor() {
        rules(rule("GET,PUT", SITE, "x-ms-meta-data*,x-ms-client-request-id,content-type", "x-ms-meta-*"));
        Answered yes = preflight(SITE, "PUT", "Content-Type, x-ms-meta-data-size");

        assertThat(yes.status()).isEqualTo(200);
        assertThat(yes.header(ALLOW)).isEqualTo(SITE);
        assertThat(yes.header("Access-Control-Allow-Methods")).isEqualTo("PUT");
        assertThat(yes.header("Access-Control-Allow-Headers")).isEqualTo("Content-Type, x-ms-meta-data-size");
        assertThat(yes.header("Access-Control-Max-Age")).isEqualTo("200");
        assertThat(yes.header(CREDENTIALS)).isEqualTo("true");
        assertThat(preflight(SITE, "GET", "").has("Access-Control-Allow-Headers"))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "https://other.example, GET, ''",
        "HTTPS://WWW.CONTOSO.COM, GET, ''",
        SITE + ", DELETE, ''",
        SITE + ", GET, x-ms-meta-other",
        SITE + ", GET, 'x-ms-meta-data1, x-api-key'"
    })
    void aQuestionThatNoRuleAnswersIsRefused(String origin, String method, String headers) {
        rules(rule("GET", SITE, "x-ms-meta-data*", ""));

        assertThat(preflight(origin, method, headers).outcome()).isEqualTo("403 CorsPreflightFailure");
    }

    @Test
    void aQuestionNeedsItsHeaders() {
        rules(rule("GET", "*", "*", "*"));

        assertThat(wire.anonymously("OPTIONS", "/acct/box/a", "", "Origin", SITE)
                        .outcome())
                .isEqualTo("400 InvalidHeaderValue");
        assertThat(wire.anonymously("OPTIONS", "/acct/box/a", "", "Access-Control-Request-Method", "GET")
                        .outcome())
                .isEqualTo("400 InvalidHeaderValue");
    }

    @Test
    void itDoesNotMatterWhatIsThere() {
        rules(rule("GET", "*", "*", "*"));

        assertThat(wire.anonymously(
                                "OPTIONS",
                                "/acct/nothing/at/all",
                                "",
                                "Origin",
                                SITE,
                                "Access-Control-Request-Method",
                                "GET")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void anOriginThatIsNamedIsToldWithVary() {
        rules(rule("GET,PUT", "https://a.example," + SITE, "*", "x-ms-meta-*,ETag"));
        Answered read = wire.get("/acct/box/a", "", "Origin", SITE);
        Answered write = wire.putBlob("/acct/box/b", "x", "Origin", SITE);

        assertThat(read.header(ALLOW)).isEqualTo(SITE);
        assertThat(read.header(CREDENTIALS)).isEqualTo("true");
        assertThat(read.header("Vary")).isEqualTo("Origin");
        assertThat(read.header(EXPOSE).split(",")).containsExactlyInAnyOrder("ETag", "x-ms-meta-color");
        assertThat(write.header(ALLOW)).isEqualTo(SITE);
        assertThat(write.has("Vary")).isFalse();
    }

    @Test
    void anErrorIsToldToo() {
        rules(rule("GET", SITE, "*", "*"));
        Answered missing = wire.get("/acct/box/missing", "", "Origin", SITE);

        assertThat(missing.outcome()).isEqualTo("404 BlobNotFound");
        assertThat(missing.header(ALLOW)).isEqualTo(SITE);
        assertThat(missing.header(EXPOSE)).contains("x-ms-error-code");
    }

    /** Recorded: two exchanges of readers that sent no origin. */
    @Test
    void whereAllOriginsMayReadAReaderWithoutOneIsToldSo() {
        rules(rule("GET", "*", "*", "*"));
        Answered read = wire.get("/acct/box/a", "");

        assertThat(read.header(ALLOW)).isEqualTo("*");
        assertThat(read.has(CREDENTIALS)).isFalse();
        assertThat(read.has("Vary")).isFalse();
        assertThat(read.header(EXPOSE))
                .contains("x-ms-request-id", "ETag")
                .endsWith("Content-Length,Date,Transfer-Encoding");
        assertThat(wire.putBlob("/acct/box/b", "x").has(ALLOW)).isFalse();
    }

    /** Recorded: reads of an account whose rules are for other origins. */
    @Test
    void whoseRulesAreForOthersIsToldToAskAgain() {
        rules(rule("GET", SITE, "*", "*"));
        Answered read = wire.get("/acct/box/a", "", "Origin", "https://other.example");

        assertThat(read.status()).isEqualTo(200);
        assertThat(read.header("Vary")).isEqualTo("Origin");
        assertThat(read.has(ALLOW)).isFalse();
        assertThat(wire.get("/acct/box/a", "").header("Vary")).isEqualTo("Origin");
    }

    @Test
    void theFirstRuleThatMatchesCounts() {
        rules(rule("GET", SITE, "*", "x-ms-meta-*") + rule("GET", "*", "*", ""));

        assertThat(wire.get("/acct/box/a", "", "Origin", SITE).header(ALLOW)).isEqualTo(SITE);
        assertThat(wire.get("/acct/box/a", "", "Origin", "https://b.example").header(ALLOW))
                .isEqualTo("*");
    }

    @Test
    void aSubdomainMayStandForAll() {
        rules(rule("GET", "https://*.contoso.com", "*", "*"));

        assertThat(preflight(SITE, "GET", "").status()).isEqualTo(200);
        assertThat(preflight("https://contoso.com.example", "GET", "").status()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<AllowedMethods/><AllowedOrigins>*</AllowedOrigins><AllowedHeaders/><ExposedHeaders/>",
                "<AllowedMethods>GET</AllowedMethods><AllowedOrigins/><AllowedHeaders/><ExposedHeaders/>",
                "<AllowedMethods>GET</AllowedMethods><AllowedOrigins>*</AllowedOrigins><AllowedHeaders/>",
                "<AllowedMethods>GET</AllowedMethods><AllowedOrigins>*</AllowedOrigins>"
                        + "<AllowedHeaders>a*,b*,c*</AllowedHeaders><ExposedHeaders/>",
                "<AllowedMethods>TRACE</AllowedMethods><AllowedOrigins>*</AllowedOrigins><AllowedHeaders/>"
                        + "<ExposedHeaders/>"
            })
    void aRuleThatIsNoneIsRefused(String rule) {
        assertThat(set("<CorsRule>" + rule + "<MaxAgeInSeconds>1</MaxAgeInSeconds></CorsRule>")
                        .status())
                .isEqualTo(400);
    }

    private Answered preflight(String origin, String method, String headers) {
        return headers.isEmpty()
                ? wire.anonymously(
                        "OPTIONS", "/acct/box/a", "", "Origin", origin, "Access-Control-Request-Method", method)
                : wire.anonymously(
                        "OPTIONS",
                        "/acct/box/a",
                        "",
                        "Origin",
                        origin,
                        "Access-Control-Request-Method",
                        method,
                        "Access-Control-Request-Headers",
                        headers);
    }

    private static String rule(String methods, String origins, String allowed, String exposed) {
        return "<CorsRule><AllowedMethods>" + methods + "</AllowedMethods><AllowedOrigins>" + origins
                + "</AllowedOrigins><AllowedHeaders>" + allowed + "</AllowedHeaders><ExposedHeaders>" + exposed
                + "</ExposedHeaders><MaxAgeInSeconds>200</MaxAgeInSeconds></CorsRule>";
    }

    private void rules(String rules) {
        assertThat(set(rules).status()).isEqualTo(202);
    }

    private Answered set(String rules) {
        return wire.send(
                "PUT",
                "/acct",
                "restype=service&comp=properties",
                "<StorageServiceProperties><Cors>" + rules + "</Cors></StorageServiceProperties>");
    }
}
