package io.github.batchbench.azure;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AccountConfigurationTest {
    private static final Map<String, String> WHOLE = Map.of(
            "AZURE_BATCH_ACCOUNT", "b",
            "AZURE_BATCH_ACCESS_KEY", "bkey",
            "AZURE_BATCH_ENDPOINT", "b.westeurope.batch.azure.com",
            "AZURE_STORAGE_ACCOUNT", "s",
            "AZURE_STORAGE_KEY", "skey");

    @Test
    void readsTheNamesOfAzuresOwnTools() {
        AzureAccount account = AccountConfiguration.of(WHOLE::get).account().orElseThrow();

        assertThat(account.batchEndpoint()).isEqualTo(URI.create("https://b.westeurope.batch.azure.com"));
        assertThat(account.blobEndpoint()).isEqualTo(URI.create("https://s.blob.core.windows.net"));
    }

    @Test
    void readsTheNamesOfOtherTools() {
        Map<String, String> settings = new HashMap<>(Map.of(
                "AZURE_BATCH_ACCOUNT_NAME", "b",
                "AZURE_BATCH_ACCOUNT_KEY", "bkey",
                "AZURE_BATCH_ACCOUNT_URL", "https://b.example/",
                "STORAGE_ACCOUNT_NAME", "s",
                "STORAGE_ACCOUNT_KEY", "skey"));

        AccountConfiguration configuration = AccountConfiguration.of(settings::get);

        assertThat(configuration.account()).isPresent();
        assertThat(configuration.used()).containsExactlyInAnyOrderElementsOf(settings.keySet());
    }

    @Test
    void readsAConnectionString() {
        Map<String, String> settings = new HashMap<>(WHOLE);
        settings.keySet().removeIf(name -> name.contains("STORAGE"));
        settings.put(
                "AZURE_STORAGE_CONNECTION_STRING",
                "DefaultEndpointsProtocol=https;AccountName=s;AccountKey=a2V5==;EndpointSuffix=core.chinacloudapi.cn");

        AzureAccount account = AccountConfiguration.of(settings::get).account().orElseThrow();

        assertThat(account.storageKey()).isEqualTo("a2V5==");
        assertThat(account.blobEndpoint()).isEqualTo(URI.create("https://s.blob.core.chinacloudapi.cn"));
    }

    @Test
    void saysWhatItFoundAndWhatIsMissingButNoValue() {
        Map<String, String> half = Map.of("AZURE_BATCH_ACCOUNT", "b", "AZURE_BATCH_ACCESS_KEY", "s3cr3t");

        AccountConfiguration configuration = AccountConfiguration.of(half::get);

        assertThat(configuration.account()).isEmpty();
        assertThat(configuration.describe())
                .isEqualTo("settings found: AZURE_BATCH_ACCOUNT, AZURE_BATCH_ACCESS_KEY;"
                        + " missing: AZURE_BATCH_ENDPOINT, AZURE_STORAGE_ACCOUNT, AZURE_STORAGE_KEY");
    }
}
