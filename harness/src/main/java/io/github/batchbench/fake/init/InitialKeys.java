package io.github.batchbench.fake.init;

import io.github.batchbench.fake.model.AccountKeys;
import io.github.batchbench.fake.protocol.Secrets;

/**
 * The keys of an account.
 *
 * @param first Base64
 * @param second Base64; a random one if the file has only one
 */
public record InitialKeys(String first, String second) {
    static InitialKeys of(Field keys, String firstName, String secondName) {
        keys.object(firstName, secondName);
        return new InitialKeys(
                key(keys.required(firstName)),
                keys.field(secondName).map(InitialKeys::key).orElseGet(AccountKeys::randomKey));
    }

    private static String key(Field field) {
        try {
            if (Secrets.key(field.text()).length > 0) {
                return field.text();
            }
        } catch (IllegalArgumentException e) {
            throw field.wrong("the key is not Base64.");
        }
        throw field.wrong("the key is empty.");
    }

    AccountKeys keys() {
        return new AccountKeys(first, second);
    }

    /** Without the keys. */
    @Override
    public String toString() {
        return "(secret)";
    }
}
