package io.github.batchbench.fake.subscription;

import io.github.batchbench.fake.model.AccountSpec;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a Batch account may be. */
final class AccountRules {
    private static final int MIN_LENGTH = 3;
    private static final int MAX_LENGTH = 24;
    private static final Pattern CHARACTERS = Pattern.compile("[a-z0-9]+");

    private final StorageAccounts storage;

    AccountRules(StorageAccounts storage) {
        this.storage = storage;
    }

    void checkName(String name) {
        if (name.length() < MIN_LENGTH || name.length() > MAX_LENGTH) {
            throw ResourceErrorCode.ACCOUNT_NAME_INVALID.exception("Account name must be at least " + MIN_LENGTH
                    + " characters and at most " + MAX_LENGTH + " characters.");
        }
        if (!CHARACTERS.matcher(name).matches()) {
            throw ResourceErrorCode.ACCOUNT_NAME_INVALID.exception(
                    "Account name must contain only lowercase letters and digits.");
        }
    }

    /** The whole of an account that is to be. Not under the lock. */
    void checkNew(AccountSpec spec) {
        spec.contradiction().ifPresent(reason -> {
            throw ResourceErrorCode.invalidBody(reason);
        });
        check(spec);
    }

    /** An account, or a change of one. Not under the lock. */
    void check(AccountSpec spec) {
        Optional<String> unknown = spec.unknownProperty();
        if (unknown.isPresent()) {
            throw ResourceErrorCode.invalidBody(
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
