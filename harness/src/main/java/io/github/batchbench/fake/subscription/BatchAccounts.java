package io.github.batchbench.fake.subscription;

import io.github.batchbench.fake.account.BatchAccount;
import io.github.batchbench.fake.model.AccountKeys;
import io.github.batchbench.fake.model.AccountSpec;
import io.github.batchbench.fake.time.Engine;
import io.github.batchbench.fake.time.Latencies;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The Batch accounts of a subscription: resources here, and accounts of the data plane there. */
public final class BatchAccounts {
    /** How many accounts a region may have. */
    public static final int REGION_QUOTA = 50;

    private static final String TYPE = "Microsoft.Batch/batchAccounts";

    private final Engine engine;
    private final ResourceGroups groups;
    private final LongOperations operations;
    private final DataPlane dataPlane;
    private final AccountRules rules;
    private final NavigableMap<String, BatchResource> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    BatchAccounts(
            Engine engine,
            ResourceGroups groups,
            StorageAccounts storage,
            LongOperations operations,
            DataPlane dataPlane) {
        this.engine = engine;
        this.groups = groups;
        this.operations = operations;
        this.dataPlane = dataPlane;
        this.rules = new AccountRules(storage);
        engine.onReset(byName::clear);
    }

    /**
     * What a request to make an account came to.
     *
     * @param account as it is now
     * @param operation what makes it; empty if it was there already, and was changed
     */
    public record Made(BatchResource account, Optional<LongOperations.Operation> operation) {}

    /**
     * Makes an account, or changes one that is there.
     *
     * @throws ResourceException if it cannot be made so
     */
    public Made put(String group, String name, AccountSpec asked) {
        rules.checkName(name);
        engine.reading(() -> groups.active(group));
        AccountSpec spec = asked.in(Region.nameOf(asked.location(), TYPE));
        rules.checkNew(spec);
        Optional<BatchResource> present = engine.reading(() -> Optional.ofNullable(byName.get(name)));
        if (present.isPresent()) {
            return new Made(replace(present.get(), group, spec), Optional.empty());
        }
        BatchResource account = engine.exclusively(() -> reserve(group, name, AccountKeys.random(), spec));
        DataPlane.Served served = open(account);
        return engine.exclusively(() -> {
            LongOperations.Operation operation = operations.begin(region(account), account.group(), Optional.of(name));
            engine.after(Latencies::transition, () -> {
                if (byName.get(name) == account && account.lifecycle().is(ProvisioningState.CREATING)) {
                    account.serve(served);
                    account.lifecycle().to(ProvisioningState.SUCCEEDED, engine.now(), () -> name);
                }
                operations.end(operation);
            });
            account.opened(served);
            return new Made(account, Optional.of(operation));
        });
    }

    private DataPlane.Served open(BatchResource account) {
        try {
            return dataPlane.open(account);
        } catch (RuntimeException e) {
            engine.exclusively(() -> byName.remove(account.name(), account));
            throw e;
        }
    }

    /**
     * Makes an account that a fake begins with: in the first group, with these keys, and served when this returns.
     *
     * @return false if there is one of this name, which stays as it is
     * @throws ResourceException if it cannot be made so
     */
    public boolean begin(String name, AccountKeys keys, AccountSpec asked) {
        rules.checkName(name);
        AccountSpec spec = asked.in(Region.nameOf(asked.location(), TYPE));
        rules.checkNew(spec);
        if (engine.reading(() -> byName.containsKey(name))) {
            return false;
        }
        BatchResource account = engine.exclusively(() -> reserve(Subscription.FIRST_GROUP, name, keys, spec));
        DataPlane.Served served = open(account);
        engine.exclusively(() -> adopt(account, served));
        return true;
    }

    private static String region(BatchResource account) {
        return account.spec().location().orElse("");
    }

    /** Under the lock. */
    private BatchResource reserve(String group, String name, AccountKeys keys, AccountSpec spec) {
        ResourceGroup home = groups.active(group);
        if (byName.containsKey(name)) {
            throw ResourceErrorCode.ACCOUNT_TAKEN.exception(name);
        }
        long inRegion = byName.values().stream()
                .filter(account -> account.spec().location().equals(spec.location()))
                .count();
        if (inRegion >= REGION_QUOTA) {
            throw ResourceErrorCode.ACCOUNT_QUOTA.exception(REGION_QUOTA);
        }
        BatchResource account = new BatchResource(home.name(), name, keys, spec, engine.now());
        byName.put(name, account);
        return account;
    }

    private BatchResource replace(BatchResource account, String group, AccountSpec spec) {
        return engine.exclusively(() -> {
            if (!account.group().equalsIgnoreCase(group)) {
                throw ResourceErrorCode.ACCOUNT_TAKEN.exception(account.name());
            }
            if (!account.spec().location().equals(spec.location())) {
                throw ResourceErrorCode.ELSEWHERE.exception(
                        account.name(),
                        region(account),
                        account.group(),
                        spec.location().orElse(""));
            }
            requireSteady(account);
            account.change(spec, engine.now());
            return account;
        });
    }

    /**
     * Changes what the request names.
     *
     * @throws ResourceException if the account is not there, or cannot be so
     */
    public BatchResource patch(String group, String name, AccountSpec changes) {
        rules.check(changes);
        return engine.exclusively(() -> {
            BatchResource account = get(group, name);
            requireSteady(account);
            account.change(account.spec().patched(changes), engine.now());
            return account;
        });
    }

    private static void requireSteady(BatchResource account) {
        if (!account.lifecycle().is(ProvisioningState.SUCCEEDED)) {
            throw ResourceErrorCode.ACCOUNT_BUSY.exception(
                    account.name(), account.lifecycle().state().wireName());
        }
    }

    /**
     * Takes an account away, with all that is in it.
     *
     * @return what does it; empty if there is none of this name
     */
    public Optional<LongOperations.Operation> delete(String group, String name) {
        Optional<BatchResource> found = engine.exclusively(() -> {
            groups.get(group);
            BatchResource account = byName.get(name);
            if (account == null || !account.group().equalsIgnoreCase(group)) {
                return Optional.<BatchResource>empty();
            }
            if (account.lifecycle().is(ProvisioningState.DELETING)) {
                throw ResourceErrorCode.ACCOUNT_BUSY.exception(name, ProvisioningState.DELETING.wireName());
            }
            account.lifecycle().to(ProvisioningState.DELETING, engine.now(), () -> name);
            return Optional.of(account);
        });
        return found.map(account -> {
            account.close();
            return engine.exclusively(() -> {
                LongOperations.Operation operation =
                        operations.begin(region(account), account.group(), Optional.empty());
                engine.after(Latencies::deletion, () -> {
                    byName.remove(account.name(), account);
                    operations.end(operation);
                });
                return operation;
            });
        });
    }

    /**
     * The account of this name in a group.
     *
     * @throws ResourceException {@code ResourceGroupNotFound}, {@code ResourceNotFound}
     */
    public BatchResource get(String group, String name) {
        return engine.reading(() -> groups.member(byName, TYPE, group, name));
    }

    /** The account of this name. */
    Optional<BatchResource> find(String name) {
        return engine.reading(() -> Optional.ofNullable(byName.get(name)));
    }

    /** All accounts as they are now, sorted by name. */
    public List<BatchResource> all() {
        return engine.reading(() -> List.copyOf(byName.values()));
    }

    /**
     * Those of a group, sorted by name.
     *
     * @throws ResourceException {@code ResourceGroupNotFound}
     */
    public List<BatchResource> of(String group) {
        return engine.reading(() -> groups.members(byName, group));
    }

    /** The accounts themselves that are served now, by their names. */
    public Map<String, BatchAccount> served() {
        return engine.reading(() -> {
            Map<String, BatchAccount> served = new TreeMap<>();
            all().forEach(resource ->
                    resource.served().ifPresent(plane -> served.put(resource.name(), plane.account())));
            return served;
        });
    }

    /** Reads an account, which does not change meanwhile. */
    public <T> T reading(Supplier<T> action) {
        return engine.exclusively(action);
    }

    /**
     * The keys of an account.
     *
     * @throws ResourceException if it is not entered by keys
     */
    public AccountKeys keys(String group, String name) {
        return engine.reading(() -> {
            BatchResource account = get(group, name);
            if (!account.spec().takesKeys()) {
                throw ResourceErrorCode.NO_KEYS.exception(name);
            }
            return account.keys();
        });
    }

    /**
     * Makes one of the keys of an account anew.
     *
     * @return both
     * @throws ResourceException if it is not entered by keys
     */
    public AccountKeys regenerateKey(String group, String name, boolean primary) {
        return engine.exclusively(() -> {
            AccountKeys keys = keys(group, name);
            if (primary) {
                keys.regeneratePrimary();
            } else {
                keys.regenerateSecondary();
            }
            get(group, name).touch(engine.now());
            return keys;
        });
    }

    /**
     * Takes the keys of the storage account that is linked with it.
     *
     * @throws ResourceException if none is
     */
    public void syncKeys(String group, String name) {
        engine.exclusively(() -> {
            BatchResource account = get(group, name);
            if (account.spec().storageAccountId().isEmpty()) {
                throw ResourceErrorCode.NO_AUTO_STORAGE.exception(name);
            }
            account.synced(engine.now());
        });
    }

    /** Whether somebody has this name in a region, or nobody can. */
    public NameCheck check(String region, String name) {
        try {
            rules.checkName(name);
        } catch (ResourceException invalid) {
            return NameCheck.invalid(invalid.words());
        }
        boolean taken = engine.reading(() -> Optional.ofNullable(byName.get(name))
                .flatMap(account -> account.spec().location())
                .filter(region::equalsIgnoreCase)
                .isPresent());
        return taken
                ? NameCheck.taken(
                        ResourceErrorCode.ACCOUNT_TAKEN.exception(name).words())
                : NameCheck.AVAILABLE;
    }

    /** Those of a group are gone, which are closed already. Under the lock. */
    void forget(String group) {
        byName.values().removeIf(account -> account.group().equalsIgnoreCase(group));
    }

    /** Has an account that is served already. Under the lock. */
    void adopt(BatchResource account, DataPlane.Served served) {
        account.opened(served);
        account.serve(served);
        account.lifecycle().to(ProvisioningState.SUCCEEDED, engine.now(), account::name);
        byName.put(account.name(), account);
    }
}
