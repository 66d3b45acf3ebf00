package io.github.batchbench.fake.subscription;

import io.github.batchbench.fake.model.Document;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a subscription, to be there again later: what clients have made and not taken away.
 *
 * @param batchAccounts the fake's own is the first
 */
public record KeptResources(
        List<ResourceGroup> groups,
        List<StorageAccountKept> storageAccounts,
        List<BatchAccountKept> batchAccounts,
        List<RoleAssignment> roles) {
    /** A storage account, with its keys. */
    public record StorageAccountKept(
            String group, String name, String location, Instant created, String key1, String key2, Document json) {
        static StorageAccountKept of(StorageResource account) {
            return new StorageAccountKept(
                    account.group(),
                    account.name(),
                    account.location(),
                    account.created(),
                    account.keys().primary(),
                    account.keys().secondary(),
                    account.json());
        }

        /** Without its keys. */
        @Override
        public String toString() {
            return name;
        }
    }

    /** A Batch account, with its keys. */
    public record BatchAccountKept(
            String group,
            String name,
            String primary,
            String secondary,
            Document spec,
            @Nullable Instant lastModified,
            @Nullable Instant lastKeySync) {
        static BatchAccountKept of(BatchResource account) {
            return new BatchAccountKept(
                    account.group(),
                    account.name(),
                    account.keys().primary(),
                    account.keys().secondary(),
                    account.spec().json(),
                    account.revision().lastModified(),
                    account.lastKeySync());
        }

        /** Without its keys. */
        @Override
        public String toString() {
            return name;
        }
    }
}
