package io.github.batchbench.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://a.blob.core.windows.net/c/b?sv=2026&sig=s3cr3t%2Bx%3D&se=1",
                "sp=r&sig=s3cr3t",
                "Authorization: SharedKey acct:s3cr3t=",
                "Authorization: Bearer s3cr3t.abc",
                "DefaultEndpointsProtocol=https;AccountKey=s3cr3t==;EndpointSuffix=x",
                "SIG=s3cr3t",
                "PATH=/bin\nDB_PASSWORD=s3cr3t\nHOME=/",
                "export API_KEY='two s3cr3t words'",
                "AZ_BATCH_AUTHENTICATION_TOKEN={\"a\":\"s3cr3t\"}"
            })
    void hidesWhateverLooksLikeASecret(String text) {
        assertThat(Redaction.of().apply(text)).doesNotContain("s3cr3t").contains("REDACTED");
    }

    @Test
    void keepsTheRest() {
        assertThat(Redaction.of().apply("https://h/c/b?sv=1&sig=x&se=2 design=4"))
                .isEqualTo("https://h/c/b?sv=1&sig=REDACTED&se=2 design=4");
    }

    @Test
    void keepsWhatNamesOfSettingsOnlyResemble() {
        String text = "TOKENS=3 KEY=a $skiptoken=b SAS_TOKEN=sv=1&se=2 PASSWORD";
        assertThat(Redaction.of().apply(text)).isEqualTo(text);
    }

    @Test
    void aStackTraceTellsNoSecretOfItsCauses() {
        Exception failure = new IllegalStateException("outer", new IllegalArgumentException("http://h/b?sig=s3cr3t"));

        assertThat(Redaction.of().trace(failure))
                .contains("outer", "IllegalArgumentException: http://h/b?sig=REDACTED", "at ")
                .doesNotContain("s3cr3t");
    }
}
