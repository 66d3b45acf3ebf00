package io.github.batchbench.fake.subscription;

import io.github.batchbench.fake.model.AccountKeys;
import io.github.batchbench.fake.model.AccountSpec;
import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.time.Engine;
import io.github.batchbench.fake.time.Latencies;
import io.github.batchbench.fake.time.Timeline;
import java.util.Optional;

/**
 * A subscription: resource groups and what is in them. It begins with one resource group, which has the accounts that are
 * served from the start. It shares the clock and the lock with those accounts. Thread-safe.
 */
public final class Subscription {
    /** The group that is there from the start. */
    public static final String FIRST_GROUP = "batchbench";

    /** Where that group and its accounts are. */
    public static final String FIRST_REGION = "eastus";

    private static final String ID = "00000000-0000-0000-0000-0000000000dd";

    /**
     * What is there from the start.
     *
     * @param account name of the Batch account
     * @param keys its keys
     * @param served where it is served
     * @param storageAccount name of the storage account that is linked with it
     */
    public record First(String account, AccountKeys keys, DataPlane.Served served, String storageAccount) {}

    private final String tenantId;
    private final Engine engine;
    private final First first;
    private final ResourceGroups groups;
    private final BatchAccounts batchAccounts;

    /**
     * A subscription with what is there from the start.
     *
     * @param tenantId the directory that it trusts
     * @param timeline its clock, which is that of its accounts
     */
    public Subscription(String tenantId, Timeline timeline, Latencies latencies, long seed, First first) {
        this.tenantId = tenantId;
        this.engine = new Engine(timeline, latencies, seed);
        this.first = first;
        this.groups = new ResourceGroups(engine);
        this.batchAccounts = new BatchAccounts(engine, groups);
        begin();
    }

    private void begin() {
        engine.exclusively(() -> {
            groups.put(FIRST_GROUP, Optional.of(FIRST_REGION), Document.EMPTY);
            BatchResource account = new BatchResource(
                    FIRST_GROUP,
                    first.account(),
                    first.keys(),
                    AccountSpec.of(FIRST_REGION, storageId(first.storageAccount())),
                    engine.now());
            batchAccounts.adopt(account, first.served());
        });
    }

    private String storageId(String name) {
        return "/subscriptions/" + id() + "/resourceGroups/" + FIRST_GROUP
                + "/providers/Microsoft.Storage/storageAccounts/" + name;
    }

    /** Its id, always the same. */
    public String id() {
        return ID;
    }

    /** The directory that it trusts. */
    public String tenantId() {
        return tenantId;
    }

    /** What people call it. */
    public String displayName() {
        return "Batchbench";
    }

    /** Its resource groups. */
    public ResourceGroups groups() {
        return groups;
    }

    /** Its Batch accounts. */
    public BatchAccounts batchAccounts() {
        return batchAccounts;
    }

    /** Forgets everything but what was there from the start, which is as it was then. */
    public void reset() {
        engine.exclusively(() -> {
            engine.reset();
            first.keys().restore();
            begin();
        });
    }
}
