package io.github.batchbench.cli;

import io.github.batchbench.api.FakeAzureOptions;
import io.github.batchbench.api.StorageKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The accounts of {@code serve}. A key on the command line is seen by everybody on the machine, so there are other ways. */
final class KeyOptions {
    private static final String BATCH_VARIABLE = "BATCHBENCH_KEY";
    private static final String STORAGE_VARIABLE = "BATCHBENCH_STORAGE_KEY";

    @Option(names = "--account", paramLabel = "NAME", description = "The Batch account's name.")
    private @Nullable String account;

    @Option(
            names = "--key",
            paramLabel = "BASE64",
            description = {
                "The Batch account's key (default: " + BATCH_VARIABLE + " of the environment, or a random one).",
                "Other users see it in the list of processes: hand it over by environment or file."
            })
    private @Nullable String key;

    @Option(
            names = "--account-key-file",
            paramLabel = "FILE",
            description = "A file that holds the key and nothing else.")
    private @Nullable Path keyFile;

    @Option(
            names = "--storage-account",
            paramLabel = "NAME",
            description = "A storage account's name; can be repeated. The first is the Batch account's auto-storage.")
    private List<String> storageAccounts = new ArrayList<>();

    @Option(
            names = "--storage-key",
            paramLabel = "BASE64[,BASE64]",
            description = {
                "A storage account's key, or both of its keys, in the order of the accounts; can be repeated",
                "(default: " + STORAGE_VARIABLE + " of the environment for the first, or random ones)."
            })
    private List<String> storageKeys = new ArrayList<>();

    @Option(
            names = "--storage-key-file",
            paramLabel = "FILE",
            description = "A file that holds the first storage account's key.")
    private @Nullable Path storageKeyFile;

    /** These options with the accounts that are asked for. */
    FakeAzureOptions apply(FakeAzureOptions options, Map<String, String> environment) {
        return options.withBatchAccount(
                        account == null ? options.batchAccount() : account,
                        key(
                                "--key",
                                key,
                                "--account-key-file",
                                keyFile,
                                environment.get(BATCH_VARIABLE),
                                options.batchKey()))
                .withStorage(storage(options, environment));
    }

    private List<StorageKeys> storage(FakeAzureOptions options, Map<String, String> environment) {
        List<StorageKeys> known = options.storage();
        List<String> names = storageAccounts.isEmpty()
                ? known.stream().map(StorageKeys::account).toList()
                : storageAccounts;
        if (storageKeys.size() > names.size()) {
            throw new IllegalArgumentException("There are more --storage-key than storage accounts.");
        }
        List<StorageKeys> storage = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            StorageKeys usual = known.stream()
                    .filter(account -> account.account().equals(name))
                    .findFirst()
                    .orElseGet(() -> new StorageKeys(name, FakeAzureOptions.randomKey(), FakeAzureOptions.randomKey()));
            String given = i < storageKeys.size() ? storageKeys.get(i) : null;
            String key = i > 0
                    ? Objects.requireNonNullElse(given, usual.key1())
                    : key(
                            "--storage-key",
                            given,
                            "--storage-key-file",
                            storageKeyFile,
                            environment.get(STORAGE_VARIABLE),
                            usual.key1());
            String[] keys = key.split(",", 2);
            storage.add(new StorageKeys(name, keys[0], keys.length > 1 ? keys[1] : usual.key2()));
        }
        return storage;
    }

    private static String key(
            String option,
            @Nullable String given,
            String fileOption,
            @Nullable Path file,
            @Nullable String variable,
            String random) {
        if (given != null && file != null) {
            throw new IllegalArgumentException("Give " + option + " or " + fileOption + ", not both.");
        }
        if (given != null) {
            return given;
        }
        if (file == null) {
            return variable == null || variable.isBlank() ? random : variable.strip();
        }
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "The file " + file + " of " + fileOption + " cannot be read: " + e.getMessage(), e);
        }
    }
}
