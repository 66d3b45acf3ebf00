package io.github.batchbench.fake.protocol.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The four conditional headers on reads and writes. */
class ConditionsTest {
    private static final String PATCH = "{\"priority\":5}";

    private final Service service = new Service();
    private final Caller caller = service.caller;
    private String eTag = "";
    private String modified = "";

    @BeforeEach
    void addJob() {
        Caller.Result added = caller.post("/jobs", Service.JOB);
        eTag = added.header("ETag");
        modified = added.header("Last-Modified");
    }

    @AfterEach
    void close() {
        service.close();
    }

    @Test
    void aWriteNeedsTheRightETag() {
        assertThat(patch("If-Match", "0x8DEADBEEF000000").code()).isEqualTo("ConditionNotMet");
        assertThat(patch("If-Match", eTag).status()).isEqualTo(200);
        assertThat(patch("If-Match", eTag).status()).isEqualTo(412);
        assertThat(patch("If-Match", "*").status()).isEqualTo(200);
    }

    @Test
    void aQuotedETagIsTheSame() {
        assertThat(patch("If-Match", "\"" + eTag + "\"").status()).isEqualTo(200);
    }

    @Test
    void aReadOfWhatIsKnownIsNotModified() {
        Caller.Result known = caller.with("If-None-Match", eTag).get("/jobs/Job1");

        assertThat(known.status()).isEqualTo(304);
        assertThat(known.text()).isEmpty();
        assertThat(known.header("ETag")).isEqualTo(eTag);
        assertThat(caller.with("If-None-Match", "0x8DEADBEEF000000")
                        .get("/jobs/Job1")
                        .status())
                .isEqualTo(200);
        assertThat(caller.with("If-Modified-Since", modified).get("/jobs/Job1").status())
                .isEqualTo(304);
    }

    @Test
    void aWriteOfWhatIsNewerFails() {
        service.advance(Duration.ofSeconds(5));
        assertThat(patch("If-Unmodified-Since", modified).status()).isEqualTo(200);
        assertThat(patch("If-Unmodified-Since", modified).code()).isEqualTo("ConditionNotMet");
    }

    @Test
    void conditionsAreNotMixed() {
        assertThat(caller.with("If-Match", eTag)
                        .with("If-Unmodified-Since", modified)
                        .send("PATCH", "/jobs/Job1", PATCH)
                        .code())
                .isEqualTo("MultipleConditionHeadersNotSupported");
    }

    @Test
    void aDateThatIsNoneIsRefused() {
        assertThat(patch("If-Unmodified-Since", "yesterday").code()).isEqualTo("InvalidHeaderValue");
    }

    @Test
    void aMissingEntityIsMissingWhateverTheCondition() {
        assertThat(caller.with("If-Match", "*").get("/jobs/nosuch").code()).isEqualTo("JobNotFound");
    }

    private Caller.Result patch(String header, String value) {
        return caller.with(header, value).send("PATCH", "/jobs/Job1", PATCH);
    }
}
