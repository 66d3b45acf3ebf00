package io.github.batchbench.api;

import io.github.batchbench.fake.model.AccountKeys;
import io.github.batchbench.fake.subscription.BatchResource;
import io.github.batchbench.fake.subscription.Subscription;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * A Batch account that a fake serves.
 *
 * @param endpoint its address, without a slash at the end
 * @param account its name
 * @param key1 its first key, Base64
 * @param key2 its second key, Base64
 */
public record BatchKeys(URI endpoint, String account, String key1, String key2) {
    /** All that can be called now, the fake's own first. */
    static List<BatchKeys> of(Subscription subscription, String own, URI ownEndpoint) {
        List<BatchKeys> all = new ArrayList<>();
        for (BatchResource resource : subscription.batchAccounts().all()) {
            subscription.port(resource).ifPresent(port -> {
                URI endpoint = URI.create(ownEndpoint.toString().replaceFirst(":\\d+$", ":" + port));
                AccountKeys keys = resource.keys();
                all.add(
                        resource.name().equals(own) ? 0 : all.size(),
                        new BatchKeys(endpoint, resource.name(), keys.primary(), keys.secondary()));
            });
        }
        return List.copyOf(all);
    }

    /** Without the keys. */
    @Override
    public String toString() {
        return account + " at " + endpoint;
    }
}
