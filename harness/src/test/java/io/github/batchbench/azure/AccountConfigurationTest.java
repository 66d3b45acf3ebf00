package io.github.batchbench.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccountConfigurationTest {
    private static final Map<String, String> WHOLE = Map.of(
            "AZURE_BATCH_ACCOUNT", "b",
            "AZURE_BATCH_ACCESS_KEY", "bkey",
            "AZURE_BATCH_ENDPOINT", "b.westeurope.batch.azure.com",
            "AZURE_STORAGE_ACCOUNT", "s",
            "AZURE_STORAGE_KEY", "skey");

    @Test
    void readsTheNamesOfAzuresOwnTools() {
        AzureAccount account = of(WHOLE).account().orElseThrow();

        assertThat(account.batchEndpoint()).isEqualTo(URI.create("https://b.westeurope.batch.azure.com"));
        assertThat(account.blobEndpoint()).isEqualTo(URI.create("https://s.blob.core.windows.net"));
    }

    @ParameterizedTest
    @CsvSource({
        "b.westeurope.batch.azure.com,           https://management.azure.com",
        "b.chinaeast2.batch.chinacloudapi.cn,    https://management.chinacloudapi.cn",
        "b.usgovarizona.batch.usgovcloudapi.net, https://management.usgovcloudapi.net"
    })
    void findsResourceManagerWhereTheAccountIs(String batch, String management) {
        Map<String, String> settings = new HashMap<>(WHOLE);
        settings.put("AZURE_BATCH_ENDPOINT", batch);
        settings.put("AZURE_SUBSCRIPTION_ID", "sub");

        AzureManagement found = of(settings).management().orElseThrow();

        assertThat(found.endpoint()).hasToString(management);
        assertThat(found.subscriptionId()).isEqualTo("sub");
    }

    /** Or a fake's user would find their own subscription asked. */
    @Test
    void knowsNoResourceManagerOfAnAccountThatIsInNoCloud() {
        Map<String, String> settings = new HashMap<>(WHOLE);
        settings.put("AZURE_BATCH_ENDPOINT", "https://localhost:1");
        settings.put("AZURE_SUBSCRIPTION_ID", "sub");
        assertThat(of(settings).management()).isEmpty();

        settings.put("AZURE_RESOURCE_MANAGER_URL", "https://localhost:2/");
        assertThat(of(settings).management().orElseThrow().endpoint()).hasToString("https://localhost:2");
    }

    @Test
    void aSubscriptionAloneIsNoAccount() {
        AccountConfiguration configuration = of(Map.of("AZURE_SUBSCRIPTION_ID", "sub"));

        assertThat(configuration.isEmpty()).isTrue();
        assertThat(configuration.management()).isEmpty();
        assertThat(of(WHOLE).management()).isEmpty();
    }

    @Test
    void readsTheNamesOfOtherTools() {
        Map<String, String> settings = new HashMap<>(Map.of(
                "AZURE_BATCH_ACCOUNT_NAME", "b",
                "AZURE_BATCH_ACCOUNT_KEY", "bkey",
                "AZURE_BATCH_ACCOUNT_URL", "https://b.example/",
                "STORAGE_ACCOUNT_NAME", "s",
                "STORAGE_ACCOUNT_KEY", "skey"));

        AccountConfiguration configuration = of(settings);

        assertThat(configuration.account()).isPresent();
        assertThat(configuration.used())
                .containsExactlyInAnyOrderElementsOf(
                        settings.keySet().stream().map(name -> name + " (test)").toList());
    }

    @Test
    void readsAConnectionString() {
        Map<String, String> settings = new HashMap<>(WHOLE);
        settings.keySet().removeIf(name -> name.contains("STORAGE"));
        settings.put(
                "AZURE_STORAGE_CONNECTION_STRING",
                "DefaultEndpointsProtocol=https;AccountName=s;AccountKey=a2V5==;EndpointSuffix=core.chinacloudapi.cn");

        AzureAccount account = of(settings).account().orElseThrow();

        assertThat(account.storageKey()).isEqualTo("a2V5==");
        assertThat(account.blobEndpoint()).isEqualTo(URI.create("https://s.blob.core.chinacloudapi.cn"));
    }

    @Test
    void saysWhatItFoundAndWhatIsMissingButNoValue() {
        Map<String, String> half = Map.of("AZURE_BATCH_ACCOUNT", "b", "AZURE_BATCH_ACCESS_KEY", "s3cr3t");

        AccountConfiguration configuration = of(half);

        assertThat(configuration.account()).isEmpty();
        assertThat(configuration.describe())
                .isEqualTo("settings found: AZURE_BATCH_ACCOUNT (test), AZURE_BATCH_ACCESS_KEY (test);"
                        + " missing: AZURE_BATCH_ENDPOINT, AZURE_STORAGE_ACCOUNT");
    }

    @Test
    void takesEntraIdWhereThereIsNoKey() {
        Map<String, String> settings = new HashMap<>(WHOLE);
        settings.remove("AZURE_BATCH_ACCESS_KEY");

        AccountConfiguration configuration = of(settings);

        AzureAccount account = configuration.account().orElseThrow();
        assertThat(account.batchCredential()).isInstanceOf(Credential.Token.class);
        assertThat(account.storageCredential()).isInstanceOf(Credential.Key.class);
        assertThat(configuration.describe()).endsWith("; no key for Batch, so Entra ID (DefaultAzureCredential)");
        assertThatIllegalStateException().isThrownBy(account::batchKey).withMessageContaining("Entra ID");
    }

    @Test
    void sendsNoTokenInTheClear() {
        Map<String, String> settings = new HashMap<>(WHOLE);
        settings.remove("AZURE_BATCH_ACCESS_KEY");
        settings.put("AZURE_BATCH_ENDPOINT", "http://b.westeurope.batch.azure.com");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> of(settings))
                .withMessageContaining("The Batch endpoint is not https");
    }

    @Test
    void theFirstPlaceWinsAndAFileCountsToo(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("account.properties"), """
                AZURE_BATCH_ACCOUNT=other
                AZURE_BATCH_ACCESS_KEY=a+/2V5==
                AZURE_BATCH_ENDPOINT=https://b.example
                AZURE_STORAGE_ACCOUNT=s
                AZURE_STORAGE_KEY=skey
                """);
        SettingSource first = new SettingSource("test", Map.of("AZURE_BATCH_ACCOUNT", "b")::get);

        AccountConfiguration configuration = AccountConfiguration.of(List.of(first, SettingSource.file(file)));

        AzureAccount account = configuration.account().orElseThrow();
        assertThat(account.batchAccount()).isEqualTo("b");
        assertThat(account.batchKey()).isEqualTo("a+/2V5==");
        assertThat(configuration.describe())
                .startsWith("settings found: AZURE_BATCH_ACCOUNT (test), AZURE_BATCH_ENDPOINT (file " + file + ")")
                .doesNotContain("a+/2V5", "skey");
    }

    @Test
    void aFileThatIsNotThereIsNamed(@TempDir Path folder) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SettingSource.file(folder.resolve("none")))
                .withMessageContaining(folder.resolve("none").toString());
    }

    @Test
    void aFileToTrustThatCannotBeUsedIsNamed(@TempDir Path folder) throws IOException {
        Path none = folder.resolve("none.pem");
        Path empty = Files.createFile(folder.resolve("empty.pem"));
        Path key = Files.writeString(folder.resolve("key.pem"), "-----BEGIN PRIVATE KEY-----\ns3cr3t\n");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> of(trusting(none)))
                .withMessage(
                        "BATCHBENCH_CA_FILE does not name certificates to trust. The file %s cannot be read:"
                                + " NoSuchFileException.",
                        none);
        for (Path file : List.of(empty, key)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> of(trusting(file)))
                    .withMessage(
                            "BATCHBENCH_CA_FILE does not name certificates to trust. The file %s has no certificate in PEM.",
                            file);
        }
    }

    private static Map<String, String> trusting(Path file) {
        Map<String, String> settings = new HashMap<>(WHOLE);
        settings.put("BATCHBENCH_CA_FILE", file.toString());
        return settings;
    }

    private static AccountConfiguration of(Map<String, String> settings) {
        return AccountConfiguration.of(List.of(new SettingSource("test", settings::get)));
    }
}
