package io.github.batchbench.azure;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds an account in the settings that Azure's own tools read, under the names that they use. It remembers which
 * settings it used, never their values.
 */
public final class AccountConfiguration {
    private final List<String> used = new ArrayList<>();
    private final List<String> missing = new ArrayList<>();
    private final UnaryOperator<@Nullable String> source;
    private @Nullable AzureAccount account;

    private AccountConfiguration(UnaryOperator<@Nullable String> source) {
        this.source = source;
    }

    /** What is to be set, under the canonical name first and then the names that other tools know it by. */
    private record Setting(List<String> names) {
        static final Setting BATCH_ACCOUNT = of("AZURE_BATCH_ACCOUNT", "AZURE_BATCH_ACCOUNT_NAME");
        static final Setting BATCH_KEY = of("AZURE_BATCH_ACCESS_KEY", "AZURE_BATCH_ACCOUNT_KEY", "AZURE_BATCH_KEY");
        static final Setting BATCH_ENDPOINT = of("AZURE_BATCH_ENDPOINT", "AZURE_BATCH_ACCOUNT_URL");
        static final Setting STORAGE_ACCOUNT =
                of("AZURE_STORAGE_ACCOUNT", "AZURE_STORAGE_ACCOUNT_NAME", "STORAGE_ACCOUNT_NAME");
        static final Setting STORAGE_KEY =
                of("AZURE_STORAGE_KEY", "AZURE_STORAGE_ACCESS_KEY", "AZURE_STORAGE_ACCOUNT_KEY", "STORAGE_ACCOUNT_KEY");
        static final Setting BLOB_ENDPOINT = of("AZURE_STORAGE_BLOB_ENDPOINT", "AZURE_STORAGE_ENDPOINT");

        static Setting of(String... names) {
            return new Setting(List.of(names));
        }
    }

    private static final String CONNECTION_STRING = "AZURE_STORAGE_CONNECTION_STRING";

    /**
     * Looks in the system properties and then the environment, a property being the name in lower case with dots:
     * {@code azure.batch.account}.
     */
    public static AccountConfiguration ofThisProcess() {
        return of(name -> {
            String property = System.getProperty(name.toLowerCase(Locale.ROOT).replace('_', '.'));
            return property == null ? System.getenv(name) : property;
        });
    }

    /** Looks wherever the function looks, which returns null for what is not set. */
    public static AccountConfiguration of(UnaryOperator<@Nullable String> source) {
        AccountConfiguration configuration = new AccountConfiguration(source);
        configuration.read();
        return configuration;
    }

    private void read() {
        Map<String, String> storage = connectionString();
        String batchAccount = required(Setting.BATCH_ACCOUNT, null);
        String batchKey = required(Setting.BATCH_KEY, null);
        String batchEndpoint = required(Setting.BATCH_ENDPOINT, null);
        String storageAccount = required(Setting.STORAGE_ACCOUNT, storage.get("accountname"));
        String storageKey = required(Setting.STORAGE_KEY, storage.get("accountkey"));
        String blobEndpoint = find(Setting.BLOB_ENDPOINT)
                .or(() -> Optional.ofNullable(storage.get("blobendpoint")))
                .orElse("https://" + storageAccount + "." + "blob."
                        + storage.getOrDefault("endpointsuffix", "core.windows.net"));
        if (missing.isEmpty()) {
            account = new AzureAccount(
                    endpoint(batchEndpoint),
                    batchAccount,
                    batchKey,
                    endpoint(blobEndpoint),
                    storageAccount,
                    storageKey);
        }
    }

    private Map<String, String> connectionString() {
        String text = source.apply(CONNECTION_STRING);
        Map<String, String> parts = new LinkedHashMap<>();
        if (text == null || text.isBlank()) {
            return parts;
        }
        used.add(CONNECTION_STRING);
        for (String part : text.split(";", -1)) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                parts.put(part.substring(0, equals).strip().toLowerCase(Locale.ROOT), part.substring(equals + 1));
            }
        }
        return parts;
    }

    private String required(Setting setting, @Nullable String otherwise) {
        Optional<String> found = find(setting).or(() -> Optional.ofNullable(otherwise));
        if (found.isEmpty()) {
            missing.add(setting.names().get(0));
        }
        return found.orElse("");
    }

    private Optional<String> find(Setting setting) {
        for (String name : setting.names()) {
            String value = source.apply(name);
            if (value != null && !value.isBlank()) {
                used.add(name);
                return Optional.of(value.strip());
            }
        }
        return Optional.empty();
    }

    private static URI endpoint(String text) {
        String whole = text.contains("://") ? text : "https://" + text;
        return URI.create(whole.endsWith("/") ? whole.substring(0, whole.length() - 1) : whole);
    }

    /** The account, if nothing is missing. */
    public Optional<AzureAccount> account() {
        return Optional.ofNullable(account);
    }

    /** The names of the settings that were found. */
    public List<String> used() {
        return List.copyOf(used);
    }

    /** What was found and what is missing, for people; no values. */
    public String describe() {
        String found = used.isEmpty() ? "none" : String.join(", ", used);
        String lacking =
                missing.isEmpty() ? "" : "; missing: " + missing.stream().collect(Collectors.joining(", "));
        return "settings found: " + found + lacking;
    }
}
