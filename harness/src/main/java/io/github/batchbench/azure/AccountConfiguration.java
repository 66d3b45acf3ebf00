package io.github.batchbench.azure;

import io.github.batchbench.tls.TlsTrust;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds an account in the settings that Azure's own tools read, under the names that they use. It remembers which
 * settings it used and where it found them, never their values. Without a key it takes Entra ID.
 */
public final class AccountConfiguration {
    /** Names a file of settings; a system property of the same kind as the others, {@code batchbench.account.file}. */
    public static final String FILE = "BATCHBENCH_ACCOUNT_FILE";

    /** Names a file of certificates that prove the endpoints, beside those that Java trusts; PEM. */
    public static final String CA_FILE = "BATCHBENCH_CA_FILE";

    /** The address of Azure Resource Manager, where it is not that of the Batch account's cloud. */
    public static final String MANAGEMENT_ENDPOINT = "AZURE_RESOURCE_MANAGER_URL";

    private static final String CONNECTION_STRING = "AZURE_STORAGE_CONNECTION_STRING";

    private final List<SettingSource> sources;
    private final List<String> used = new ArrayList<>();
    private final List<String> missing = new ArrayList<>();
    private @Nullable AzureAccount account;
    private @Nullable AzureManagement management;

    private AccountConfiguration(List<SettingSource> sources) {
        this.sources = sources;
    }

    /** What is to be set, under the canonical name first and then the names that other tools know it by. */
    private record Setting(List<String> names) {
        static final Setting BATCH_ACCOUNT = of("AZURE_BATCH_ACCOUNT", "AZURE_BATCH_ACCOUNT_NAME");
        static final Setting BATCH_KEY = of("AZURE_BATCH_ACCESS_KEY", "AZURE_BATCH_ACCOUNT_KEY", "AZURE_BATCH_KEY");
        static final Setting BATCH_ENDPOINT =
                of("AZURE_BATCH_ENDPOINT", "AZURE_BATCH_ACCOUNT_URL", "SNAKEMAKE_AZURE_BATCH_ACCOUNT_URL");
        static final Setting STORAGE_ACCOUNT =
                of("AZURE_STORAGE_ACCOUNT", "AZURE_STORAGE_ACCOUNT_NAME", "STORAGE_ACCOUNT_NAME");
        static final Setting STORAGE_KEY =
                of("AZURE_STORAGE_KEY", "AZURE_STORAGE_ACCESS_KEY", "AZURE_STORAGE_ACCOUNT_KEY", "STORAGE_ACCOUNT_KEY");
        static final Setting CA_FILE = of(AccountConfiguration.CA_FILE);
        static final Setting BLOB_ENDPOINT = of("AZURE_STORAGE_BLOB_ENDPOINT", "AZURE_STORAGE_ENDPOINT");
        static final Setting SUBSCRIPTION = of("AZURE_SUBSCRIPTION_ID", "ARM_SUBSCRIPTION_ID");
        static final Setting MANAGEMENT_ENDPOINT = of(AccountConfiguration.MANAGEMENT_ENDPOINT);

        static Setting of(String... names) {
            return new Setting(List.of(names));
        }

        String canonical() {
            return names.get(0);
        }
    }

    /**
     * Looks in the system properties, then in the environment, then in the file that one of them names as {@link #FILE}.
     *
     * @throws IllegalArgumentException if that file cannot be read
     */
    public static AccountConfiguration ofThisProcess() {
        List<SettingSource> sources =
                new ArrayList<>(List.of(SettingSource.SYSTEM_PROPERTIES, SettingSource.ENVIRONMENT));
        sources.stream()
                .flatMap(source -> Optional.ofNullable(source.lookup().apply(FILE)).stream())
                .findFirst()
                .ifPresent(file -> sources.add(SettingSource.file(Path.of(file))));
        return of(sources);
    }

    /** Looks in these places in turn. */
    public static AccountConfiguration of(List<SettingSource> sources) {
        AccountConfiguration configuration = new AccountConfiguration(List.copyOf(sources));
        configuration.read();
        return configuration;
    }

    private void read() {
        Map<String, String> storage = connectionString();
        String batchAccount = required(Setting.BATCH_ACCOUNT, null);
        String batchEndpoint = required(Setting.BATCH_ENDPOINT, null);
        Optional<String> batchKey = find(Setting.BATCH_KEY);
        String storageAccount = required(Setting.STORAGE_ACCOUNT, storage.get("accountname"));
        Optional<String> storageKey = find(Setting.STORAGE_KEY).or(() -> part(storage, "accountkey"));
        String blobEndpoint = find(Setting.BLOB_ENDPOINT)
                .or(() -> part(storage, "blobendpoint"))
                .orElse("https://" + storageAccount + ".blob."
                        + storage.getOrDefault("endpointsuffix", "core.windows.net"));
        if (!EntraId.isAvailable()) {
            missing.addAll(without(Setting.BATCH_KEY, batchKey));
            missing.addAll(without(Setting.STORAGE_KEY, storageKey));
        }
        if (missing.isEmpty()) {
            TlsTrust trust =
                    find(Setting.CA_FILE).map(AccountConfiguration::trust).orElse(null);
            account = new AzureAccount(
                    endpoint(Setting.BATCH_ENDPOINT, batchEndpoint),
                    batchAccount,
                    credential(batchKey, trust),
                    endpoint(Setting.BLOB_ENDPOINT, blobEndpoint),
                    storageAccount,
                    credential(storageKey, trust),
                    trust,
                    null);
            management = management(account.batchEndpoint(), trust);
        }
    }

    /** Only for an account that is there: a subscription alone does not say that somebody wants a live run. */
    private @Nullable AzureManagement management(URI batchEndpoint, @Nullable TlsTrust trust) {
        Optional<String> subscription = EntraId.isAvailable() ? find(Setting.SUBSCRIPTION) : Optional.empty();
        return subscription
                .flatMap(id -> find(Setting.MANAGEMENT_ENDPOINT)
                        .map(text -> endpoint(Setting.MANAGEMENT_ENDPOINT, text))
                        .or(() -> Cloud.managementOf(batchEndpoint))
                        .map(endpoint -> new AzureManagement(endpoint, id, EntraId.tokens(trust), trust)))
                .orElse(null);
    }

    private static TlsTrust trust(String file) {
        try {
            return TlsTrust.ofPem(Path.of(file));
        } catch (IllegalArgumentException unusable) {
            throw new IllegalArgumentException(
                    CA_FILE + " does not name certificates to trust. " + unusable.getMessage(), unusable);
        }
    }

    private static List<String> without(Setting key, Optional<String> value) {
        return value.isPresent() ? List.of() : List.of(key.canonical());
    }

    private static Credential credential(Optional<String> key, @Nullable TlsTrust trust) {
        return key.<Credential>map(Credential.Key::new).orElseGet(() -> EntraId.credential(trust));
    }

    private Map<String, String> connectionString() {
        Map<String, String> parts = new LinkedHashMap<>();
        find(Setting.of(CONNECTION_STRING)).ifPresent(text -> {
            for (String part : text.split(";", -1)) {
                int equals = part.indexOf('=');
                if (equals > 0) {
                    parts.put(part.substring(0, equals).strip().toLowerCase(Locale.ROOT), part.substring(equals + 1));
                }
            }
        });
        return parts;
    }

    private static Optional<String> part(Map<String, String> connectionString, String name) {
        return Optional.ofNullable(connectionString.get(name));
    }

    private String required(Setting setting, @Nullable String otherwise) {
        Optional<String> found = find(setting).or(() -> Optional.ofNullable(otherwise));
        if (found.isEmpty()) {
            missing.add(setting.canonical());
        }
        return found.orElse("");
    }

    private Optional<String> find(Setting setting) {
        for (SettingSource source : sources) {
            for (String name : setting.names()) {
                String value = source.lookup().apply(name);
                if (value != null && !value.isBlank()) {
                    used.add(name + " (" + source.title() + ")");
                    return Optional.of(value.strip());
                }
            }
        }
        return Optional.empty();
    }

    private static URI endpoint(Setting setting, String text) {
        String whole = text.contains("://") ? text : "https://" + text;
        try {
            return URI.create(whole.endsWith("/") ? whole.substring(0, whole.length() - 1) : whole);
        } catch (IllegalArgumentException malformed) {
            throw new IllegalArgumentException(setting.canonical() + " is not an address.");
        }
    }

    /** The account, if nothing is missing. */
    public Optional<AzureAccount> account() {
        return Optional.ofNullable(account);
    }

    /** The subscription, if it is set, if its endpoint is known, and if {@code azure-identity} is there, which has the tokens. */
    public Optional<AzureManagement> management() {
        return Optional.ofNullable(management);
    }

    /** Whether nothing at all is set, which means that nobody wants a live run here. */
    public boolean isEmpty() {
        return used.isEmpty();
    }

    /** The names of the settings that were found, each with its place in brackets. */
    public List<String> used() {
        return List.copyOf(used);
    }

    /** What was found, where, and what is missing, for people; no values. */
    public String describe() {
        String found = used.isEmpty() ? "none" : String.join(", ", used);
        if (!missing.isEmpty()) {
            return "settings found: " + found + "; missing: " + String.join(", ", missing);
        }
        return "settings found: " + found + withoutKey();
    }

    private String withoutKey() {
        if (account == null) {
            return "";
        }
        boolean batch = account.batchCredential() instanceof Credential.Token;
        boolean storage = account.storageCredential() instanceof Credential.Token;
        if (!batch && !storage) {
            return "";
        }
        String which = batch && storage ? "both accounts" : batch ? "Batch" : "storage";
        return "; no key for " + which + ", so Entra ID (DefaultAzureCredential)";
    }
}
