package io.github.batchbench.api;

import io.github.batchbench.fake.init.Field;
import io.github.batchbench.fake.init.InitFile;
import io.github.batchbench.fake.init.InitialBatchAccount;
import io.github.batchbench.fake.init.InitialKeys;
import io.github.batchbench.fake.init.InitialState;
import io.github.batchbench.fake.init.InitialStorageAccount;
import io.github.batchbench.fake.model.AccountKeys;
import io.github.batchbench.fake.model.AccountSpec;
import io.github.batchbench.fake.snapshot.Location;
import io.github.batchbench.fake.snapshot.Snapshot;
import io.github.batchbench.fake.subscription.KeptResources;
import io.github.batchbench.fake.subscription.Subscription;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What a file for the start says of a fake: which accounts are its own, whose names and keys are known before it starts. */
final class InitialAccounts {
    private InitialAccounts() {}

    /** These options with the file's first Batch account and its storage accounts. */
    static FakeAzureOptions of(InitFile init, FakeAzureOptions options) {
        FakeAzureOptions changed = options;
        Optional<InitialBatchAccount> first = init.batchAccounts().stream().findFirst();
        if (first.isPresent()) {
            String key = first.get().keys().map(InitialKeys::first).orElse(options.batchKey());
            changed = checked(
                    first.get().nameField(),
                    () -> options.withBatchAccount(first.get().name(), key));
        }
        List<StorageKeys> storage = new ArrayList<>();
        for (InitialStorageAccount account : init.storageAccounts()) {
            StorageKeys keys = checked(account.nameField(), () -> keys(account));
            boolean linked = first.flatMap(InitialBatchAccount::storageAccount)
                    .filter(name -> name.text().equals(account.name()))
                    .isPresent();
            storage.add(linked ? 0 : storage.size(), keys);
        }
        return storage.isEmpty() ? changed : changed.withStorage(storage);
    }

    /** These options with the accounts of a snapshot. */
    static FakeAzureOptions of(Snapshot.Accounts accounts, FakeAzureOptions options) {
        KeptResources.BatchAccountKept batch = accounts.batch();
        String linked = new AccountSpec(batch.spec()).storageAccountId().orElse("");
        List<StorageKeys> storage = new ArrayList<>();
        for (KeptResources.StorageAccountKept account : accounts.storage()) {
            StorageKeys keys = new StorageKeys(account.name(), account.key1(), account.key2());
            storage.add(linked.endsWith("/" + account.name()) ? 0 : storage.size(), keys);
        }
        return options.withBatchAccount(batch.name(), batch.primary()).withStorage(storage);
    }

    /** These options with the accounts that are in a location, if there are any. */
    static FakeAzureOptions in(Path location, FakeAzureOptions options) {
        return Location.accounts(location)
                .map(accounts -> of(accounts, options))
                .orElse(options);
    }

    private static StorageKeys keys(InitialStorageAccount account) {
        return account.keys()
                .map(keys -> new StorageKeys(account.name(), keys.first(), keys.second()))
                .orElseGet(() ->
                        new StorageKeys(account.name(), FakeAzureOptions.randomKey(), FakeAzureOptions.randomKey()));
    }

    private static <T> T checked(Field field, Supplier<T> made) {
        try {
            return made.get();
        } catch (IllegalArgumentException e) {
            throw field.wrong(String.valueOf(e.getMessage()));
        }
    }

    /** The keys of the fake's own Batch account. */
    static AccountKeys keys(FakeAzureOptions options) {
        String second = own(options)
                .flatMap(InitialBatchAccount::keys)
                .map(InitialKeys::second)
                .orElseGet(FakeAzureOptions::randomKey);
        return new AccountKeys(options.batchKey(), second);
    }

    /** The region of the fake's own Batch account. */
    static String region(FakeAzureOptions options) {
        return own(options).flatMap(InitialBatchAccount::region).orElse(Subscription.FIRST_REGION);
    }

    private static Optional<InitialBatchAccount> own(FakeAzureOptions options) {
        return Optional.ofNullable(options.beginning().init())
                .flatMap(init -> init.batchAccount(options.batchAccount()));
    }

    /** Puts what the file names into a fake that has started. */
    static void put(InitFile init, FakeAzure azure, FakeServices services) {
        InitFile.InitialClock clock = init.clock();
        if (clock != null && clock.skipsAhead()) {
            azure.clock().skipAhead();
        }
        for (Field fault : init.faults()) {
            checked(fault, () -> {
                azure.faults().switchOn(fault.text());
                return fault;
            });
        }
        new InitialState(
                        services.subscription(),
                        services::storage,
                        services.batch().timeline())
                .put(init);
    }
}
