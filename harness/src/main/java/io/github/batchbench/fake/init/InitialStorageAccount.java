package io.github.batchbench.fake.init;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A storage account to begin with.
 *
 * @param nameField its name
 * @param keys its keys, empty for random ones
 * @param containers what is in it
 */
public record InitialStorageAccount(Field nameField, Optional<InitialKeys> keys, List<InitialContainer> containers) {
    static InitialStorageAccount of(Field account, Path folder) {
        account.object("name", "keys", "containers");
        return new InitialStorageAccount(
                account.required("name"),
                account.field("keys").map(keys -> InitialKeys.of(keys, "key1", "key2")),
                account.list("containers").stream()
                        .map(container -> InitialContainer.of(container, folder))
                        .toList());
    }

    /** Its name. */
    public String name() {
        return nameField.text();
    }
}
