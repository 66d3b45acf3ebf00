package io.github.batchbench.fake.subscription;

import io.github.batchbench.fake.model.AccountSpec;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a Batch account may be. */
final class AccountRules {
    private static final Pattern NAME = Pattern.compile("[a-z0-9]{3,24}");

    private final StorageAccounts storage;

    AccountRules(StorageAccounts storage) {
        this.storage = storage;
    }

    void checkName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw ResourceErrorCode.ACCOUNT_NAME_INVALID.exception(name);
        }
    }

    /** Not under the lock. */
    void check(AccountSpec spec) {
        Optional<String> unknown = spec.unknownProperty();
        if (unknown.isPresent()) {
            throw ResourceErrorCode.INVALID_CONTENT.exception(
                    "Could not find member '" + unknown.get() + "' on object of type 'BatchAccountCreateParameters'.");
        }
        Optional<String> notModelled = spec.notModelled();
        if (notModelled.isPresent()) {
            throw ResourceErrorCode.notModelled("A Batch account with " + notModelled.get());
        }
        spec.storageAccountId().ifPresent(id -> {
            if (storage.ofId(id).isEmpty()) {
                throw ResourceErrorCode.AUTO_STORAGE_NOT_FOUND.exception(id);
            }
        });
    }
}
