package io.github.batchbench.fake.subscription;

import io.github.batchbench.fake.account.BatchAccount;
import io.github.batchbench.fake.model.AccountKeys;
import io.github.batchbench.fake.model.AccountSpec;
import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.time.Engine;
import io.github.batchbench.fake.time.Latencies;
import io.github.batchbench.fake.time.Timeline;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

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
     * @param storage the storage accounts by name, with their keys; the first is linked with the Batch account
     * @param owner the object id of who may do everything
     * @param others the roles that others have in these accounts, by their object ids
     * @param region where the Batch account is, by its name
     */
    public record First(
            String account,
            AccountKeys keys,
            DataPlane.Served served,
            Map<String, AccountKeys> storage,
            String owner,
            Map<String, Role> others,
            String region) {}

    private final String tenantId;
    private final Engine engine;
    private final First first;
    private final DataPlane dataPlane;
    private final ResourceGroups groups;
    private final LongOperations operations;
    private final StorageAccounts storageAccounts;
    private final BatchAccounts batchAccounts;
    private final RoleAssignments roles;

    /**
     * A subscription with what is there from the start.
     *
     * @param tenantId the directory that it trusts
     * @param timeline its clock, which is that of its accounts
     * @param dataPlane serves what is made in it
     */
    public Subscription(
            String tenantId, Timeline timeline, Latencies latencies, long seed, First first, DataPlane dataPlane) {
        this.tenantId = tenantId;
        this.engine = new Engine(timeline, latencies, seed);
        this.first = first;
        this.dataPlane = dataPlane;
        this.groups = new ResourceGroups(engine);
        this.operations = new LongOperations(engine);
        this.storageAccounts = new StorageAccounts(engine, groups, operations, dataPlane);
        this.batchAccounts = new BatchAccounts(engine, groups, storageAccounts, operations, dataPlane);
        this.roles = new RoleAssignments(engine);
        begin();
    }

    private void begin() {
        engine.exclusively(() -> {
            groups.put(FIRST_GROUP, Optional.of(FIRST_REGION), Document.EMPTY);
            first.storage()
                    .forEach((name, keys) -> storageAccounts.adopt(
                            new StorageResource(FIRST_GROUP, name, FIRST_REGION, engine.now(), keys, Document.EMPTY)));
            BatchResource account = new BatchResource(
                    FIRST_GROUP,
                    first.account(),
                    first.keys(),
                    AccountSpec.of(
                            first.region(),
                            storageId(first.storage().keySet().iterator().next())),
                    engine.now());
            batchAccounts.adopt(account, first.served());
            for (String role : List.of("Owner", "Storage Blob Data Owner")) {
                roles.give(path(), Role.ofName(role), first.owner());
            }
            first.others().forEach((objectId, role) -> {
                roles.give(batchAccountId(FIRST_GROUP, first.account()), role, objectId);
                first.storage().keySet().forEach(name -> roles.give(storageId(name), role, objectId));
            });
        });
    }

    private String path() {
        return "/subscriptions/" + id();
    }

    /** The id of a Batch account, which need not be there. */
    public String batchAccountId(String group, String name) {
        return path() + "/resourceGroups/" + group + "/providers/Microsoft.Batch/batchAccounts/" + name;
    }

    private String storageId(String name) {
        return storageAccountId(FIRST_GROUP, name);
    }

    /** The id of a storage account, which need not be there. */
    public String storageAccountId(String group, String name) {
        return path() + "/resourceGroups/" + group + "/providers/Microsoft.Storage/storageAccounts/" + name;
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

    /** The time of its clock. */
    public Instant now() {
        return engine.exclusively(engine::now);
    }

    /** Its resource groups. */
    public ResourceGroups groups() {
        return groups;
    }

    /** Its Batch accounts. */
    public BatchAccounts batchAccounts() {
        return batchAccounts;
    }

    /** Its storage accounts. */
    public StorageAccounts storageAccounts() {
        return storageAccounts;
    }

    /**
     * The account behind a resource.
     *
     * @throws ResourceException if it is in the making
     */
    public BatchAccount served(BatchResource resource) {
        return engine.exclusively(resource::served)
                .orElseThrow(() -> ResourceErrorCode.ACCOUNT_BUSY.exception(
                        resource.name(), ProvisioningState.CREATING.wireName()))
                .account();
    }

    /** The TCP port of a resource's address; empty while it is in the making or being taken away. */
    public OptionalInt port(BatchResource resource) {
        return engine.exclusively(() -> resource.lifecycle().is(ProvisioningState.SUCCEEDED)
                ? resource.served().map(served -> OptionalInt.of(served.port())).orElse(OptionalInt.empty())
                : OptionalInt.empty());
    }

    /**
     * The applications of a Batch account.
     *
     * @throws ResourceException if there is no such account, or it is in the making
     */
    public ApplicationPackages packages(String group, String account) {
        return new ApplicationPackages(this, batchAccounts.get(group, account), dataPlane.packages());
    }

    /** Who may do what in it. */
    public RoleAssignments roles() {
        return roles;
    }

    /** Whether somebody may do something with a Batch account's data. */
    public boolean permitsBatch(String account, String objectId, String action) {
        return batchAccounts
                .find(account)
                .filter(found -> roles.permits(objectId, action, batchAccountId(found.group(), found.name())))
                .isPresent();
    }

    /** Whether somebody may do something with a storage account's data. */
    public boolean permitsStorage(String account, String objectId, String action) {
        return storageAccounts.all().stream()
                .filter(found -> found.name().equalsIgnoreCase(account))
                .anyMatch(found -> roles.permits(objectId, action, storageAccountId(found.group(), found.name())));
    }

    /** What takes its time. */
    public LongOperations operations() {
        return operations;
    }

    /**
     * Takes a group away, with all that is in it.
     *
     * @throws ResourceException {@code ResourceGroupNotFound}, {@code ResourceGroupBeingDeleted}
     */
    public LongOperations.Operation deleteGroup(String name) {
        ResourceGroup group = engine.exclusively(() -> {
            ResourceGroup found = groups.active(name);
            groups.leave(found.name());
            return found;
        });
        batchAccounts.of(group.name()).stream()
                .filter(account -> !account.lifecycle().is(ProvisioningState.DELETING))
                .forEach(account -> batchAccounts.delete(group.name(), account.name()));
        storageAccounts.of(group.name()).forEach(account -> storageAccounts.delete(group.name(), account.name()));
        return engine.exclusively(() -> {
            LongOperations.Operation operation = operations.begin(group.location(), group.name(), Optional.empty());
            engine.after(Latencies::deletion, () -> {
                batchAccounts.forget(group.name());
                groups.remove(group.name());
                operations.end(operation);
            });
            return operation;
        });
    }

    /** The storage account that is linked with a Batch account, if there is one. */
    public Optional<StorageResource> linkedStorage(String batchAccount) {
        return batchAccounts
                .find(batchAccount)
                .flatMap(account -> account.spec().storageAccountId())
                .flatMap(storageAccounts::ofId);
    }

    /** Whether a Batch account takes callers that prove themselves in this way. */
    public boolean allows(String batchAccount, String mode) {
        return batchAccounts
                .find(batchAccount)
                .map(account -> account.spec().authenticationModes())
                .map(modes -> modes.isEmpty() || modes.contains(mode))
                .orElse(true);
    }

    /** Whether something runs in one of its accounts that only real time brings to an end. Under the lock. */
    public boolean isBusy() {
        return batchAccounts.all().stream()
                .flatMap(account -> account.served().stream())
                .anyMatch(served -> served.account().isBusy());
    }

    /** Serves nothing more of what was made in it. */
    public void close() {
        batchAccounts.all().forEach(BatchResource::close);
    }

    /** As long as this is the same, so is what is {@linkplain #kept() kept}. Under the lock. */
    public long changes() {
        return engine.changes();
    }

    /** What is kept of it; of what is being taken away, nothing. */
    public KeptResources kept() {
        return engine.reading(() -> {
            List<BatchResource> accounts = new ArrayList<>();
            batchAccounts.all().stream()
                    .filter(account -> !account.lifecycle().is(ProvisioningState.DELETING))
                    .forEach(account -> accounts.add(account.keys() == first.keys() ? 0 : accounts.size(), account));
            return new KeptResources(
                    groups.all().stream().filter(group -> !group.deleting()).toList(),
                    storageAccounts.all().stream()
                            .map(KeptResources.StorageAccountKept::of)
                            .toList(),
                    accounts.stream().map(KeptResources.BatchAccountKept::of).toList(),
                    roles.all());
        });
    }

    /** Everything is there again, in a subscription that has just been reset; what is served from the start still is. */
    public void restore(KeptResources kept) {
        engine.exclusively(() -> {
            kept.groups().forEach(groups::restore);
            kept.roles().forEach(roles::restore);
        });
        kept.storageAccounts().forEach(this::restore);
        kept.batchAccounts().forEach(this::restore);
    }

    private void restore(KeptResources.StorageAccountKept kept) {
        AccountKeys known = first.storage().get(kept.name());
        AccountKeys keys = known == null ? AccountKeys.random() : known;
        keys.set(kept.key1(), kept.key2());
        engine.exclusively(() -> storageAccounts.adopt(
                new StorageResource(kept.group(), kept.name(), kept.location(), kept.created(), keys, kept.json())));
        if (known == null) {
            dataPlane.openStorage(kept.name(), keys);
        }
    }

    private void restore(KeptResources.BatchAccountKept kept) {
        AccountSpec spec = new AccountSpec(kept.spec());
        if (kept.name().equals(first.account())) {
            first.keys().set(kept.primary(), kept.secondary());
            engine.exclusively(() -> batchAccounts.find(kept.name()).ifPresent(account -> {
                account.change(spec, engine.now());
                account.restore(kept.lastModified(), kept.lastKeySync());
            }));
            return;
        }
        AccountKeys keys = new AccountKeys(kept.primary(), kept.secondary());
        BatchResource account =
                engine.exclusively(() -> new BatchResource(kept.group(), kept.name(), keys, spec, engine.now()));
        DataPlane.Served served = dataPlane.open(account);
        engine.exclusively(() -> {
            account.restore(kept.lastModified(), kept.lastKeySync());
            batchAccounts.adopt(account, served);
        });
    }

    /** Forgets everything but what was there from the start, which is as it was then. */
    public void reset() {
        List<BatchResource> made = batchAccounts.all();
        List<String> stores =
                storageAccounts.all().stream().map(StorageResource::name).toList();
        engine.exclusively(() -> {
            engine.reset();
            first.keys().restore();
            first.storage().values().forEach(AccountKeys::restore);
            begin();
        });
        made.stream().filter(account -> account.keys() != first.keys()).forEach(BatchResource::close);
        stores.stream().filter(name -> !first.storage().containsKey(name)).forEach(dataPlane::closeStorage);
        first.storage().forEach(dataPlane::openStorage);
    }
}
