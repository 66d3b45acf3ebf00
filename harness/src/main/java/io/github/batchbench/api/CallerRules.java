package io.github.batchbench.api;

import io.github.batchbench.fake.protocol.batch.auth.BatchCredentials;
import io.github.batchbench.fake.protocol.identity.Permissions;
import io.github.batchbench.fake.subscription.Subscription;
import java.util.function.Supplier;

/** What the management plane says of a Batch account's callers. */
record CallerRules(Supplier<Subscription> subscription, String account) implements BatchCredentials.Rules {
    @Override
    public boolean allows(String mode) {
        return subscription.get().allows(account, mode);
    }

    @Override
    public Permissions permissions() {
        return (objectId, action) -> subscription.get().permitsBatch(account, objectId, action);
    }
}
