package io.github.batchbench.fake.subscription;

import io.github.batchbench.fake.model.AccountKeys;
import io.github.batchbench.fake.model.Document;
import java.time.Instant;

/**
 * A storage account as Resource Manager keeps it, beside what the account itself holds.
 *
 * @param group the resource group, as its creator wrote it
 * @param name its name
 * @param location its region's name
 * @param created when it was made
 * @param keys its keys
 * @param json what clients say of it, kept whole
 */
public record StorageResource(
        String group, String name, String location, Instant created, AccountKeys keys, Document json)
        implements ResourceGroups.Member {
    /** With what a client says of it now. */
    StorageResource changed(Document changes) {
        return new StorageResource(group, name, location, created, keys, json.merged(changes));
    }
}
