package io.github.batchbench.azure;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
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
    void anAccountShowsNoKeys() {
        AzureAccount account = new AzureAccount(
                URI.create("http://127.0.0.1:1"), "b", "YmF0Y2g=", URI.create("http://127.0.0.1:2/s"), "s", "c3RvcmU=");

        assertThat(account.toString()).contains("127.0.0.1:1").doesNotContain("YmF0Y2g=", "c3RvcmU=");
        assertThat(account.redaction().apply("key YmF0Y2g= and c3RvcmU=")).isEqualTo("key REDACTED and REDACTED");
    }
}
