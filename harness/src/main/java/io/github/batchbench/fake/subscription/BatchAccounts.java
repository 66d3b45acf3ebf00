package io.github.batchbench.fake.subscription;

import io.github.batchbench.fake.time.Engine;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The Batch accounts of a subscription. */
public final class BatchAccounts {
    private static final String TYPE = "Microsoft.Batch/batchAccounts/";

    private final Engine engine;
    private final ResourceGroups groups;
    private final NavigableMap<String, BatchResource> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    BatchAccounts(Engine engine, ResourceGroups groups) {
        this.engine = engine;
        this.groups = groups;
        engine.onReset(byName::clear);
    }

    /**
     * The account of this name in a group.
     *
     * @throws ResourceException {@code ResourceGroupNotFound}, {@code ResourceNotFound}
     */
    public BatchResource get(String group, String name) {
        return engine.exclusively(() -> {
            ResourceGroup home = groups.get(group);
            return Optional.ofNullable(byName.get(name))
                    .filter(account -> account.group().equalsIgnoreCase(home.name()))
                    .orElseThrow(() -> ResourceErrorCode.RESOURCE_NOT_FOUND.exception(TYPE + name, group));
        });
    }

    /** All accounts as they are now, sorted by name. */
    public List<BatchResource> all() {
        return engine.exclusively(() -> List.copyOf(byName.values()));
    }

    /**
     * Those of a group, sorted by name.
     *
     * @throws ResourceException {@code ResourceGroupNotFound}
     */
    public List<BatchResource> of(String group) {
        return engine.exclusively(() -> {
            ResourceGroup home = groups.get(group);
            return byName.values().stream()
                    .filter(account -> account.group().equalsIgnoreCase(home.name()))
                    .toList();
        });
    }

    /** Reads an account, which does not change meanwhile. */
    public <T> T reading(Supplier<T> action) {
        return engine.exclusively(action);
    }

    /** Has an account that is served already. Under the lock. */
    void adopt(BatchResource account, DataPlane.Served served) {
        account.serve(served);
        account.lifecycle().to(ProvisioningState.SUCCEEDED, engine.now(), account.name());
        byName.put(account.name(), account);
    }
}
