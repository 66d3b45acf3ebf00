package io.github.batchbench.fake.subscription;

import io.github.batchbench.fake.model.AccountKeys;
import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.time.Engine;
import io.github.batchbench.fake.time.Latencies;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The storage accounts of a subscription, as far as Batch accounts are linked with them: names, places and keys. */
public final class StorageAccounts {
    private static final String TYPE = "Microsoft.Storage/storageAccounts";
    private static final Pattern NAME = Pattern.compile("[a-z0-9]{3,24}");

    private final Engine engine;
    private final ResourceGroups groups;
    private final LongOperations operations;
    private final DataPlane dataPlane;
    private final NavigableMap<String, StorageResource> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    StorageAccounts(Engine engine, ResourceGroups groups, LongOperations operations, DataPlane dataPlane) {
        this.engine = engine;
        this.groups = groups;
        this.operations = operations;
        this.dataPlane = dataPlane;
        engine.onReset(byName::clear);
    }

    /**
     * What a request to make an account came to.
     *
     * @param account as it is now
     * @param operation what makes it; empty if it was there already, and was changed
     */
    public record Made(StorageResource account, Optional<LongOperations.Operation> operation) {}

    /**
     * Makes an account, or changes one that is there. It is there at once, and can be entered, whatever its operation says.
     *
     * @param location its region, empty if none is given
     * @param json what the client says of it
     * @throws ResourceException if it cannot be made so
     */
    public Made put(String group, String name, Optional<String> location, Document json) {
        if (!NAME.matcher(name).matches()) {
            throw ResourceErrorCode.STORAGE_NAME_INVALID.exception(name);
        }
        Optional<StorageResource> present = engine.exclusively(() -> {
            groups.active(group);
            return Optional.ofNullable(byName.get(name));
        });
        String region = Region.nameOf(location, TYPE);
        if (present.isPresent()) {
            StorageResource account = present.get();
            if (!account.group().equalsIgnoreCase(group)) {
                throw ResourceErrorCode.STORAGE_NAME_TAKEN.exception(name);
            }
            if (!account.location().equals(region)) {
                throw ResourceErrorCode.ELSEWHERE.exception(name, account.location(), account.group(), region);
            }
            return new Made(change(group, name, json), Optional.empty());
        }
        StorageResource made = engine.exclusively(() -> {
            ResourceGroup home = groups.active(group);
            StorageResource account =
                    new StorageResource(home.name(), name, region, engine.now(), AccountKeys.random(), json);
            if (byName.putIfAbsent(name, account) != null) {
                throw ResourceErrorCode.STORAGE_NAME_TAKEN.exception(name);
            }
            return account;
        });
        dataPlane.openStorage(name, made.keys());
        return engine.exclusively(() -> {
            LongOperations.Operation operation = operations.begin(region, made.group(), Optional.of(name));
            engine.after(Latencies::transition, () -> operations.end(operation));
            return new Made(made, Optional.of(operation));
        });
    }

    /**
     * Makes an account that a fake begins with: in the first group, with these keys, and served when this returns. Where there
     * is one of this name, it stays as it is.
     *
     * @throws ResourceException if it cannot be made so
     */
    public void begin(String name, AccountKeys keys) {
        if (!NAME.matcher(name).matches()) {
            throw ResourceErrorCode.STORAGE_NAME_INVALID.exception(name);
        }
        boolean made = engine.exclusively(() -> byName.putIfAbsent(
                        name,
                        new StorageResource(
                                groups.active(Subscription.FIRST_GROUP).name(),
                                name,
                                Subscription.FIRST_REGION,
                                engine.now(),
                                keys,
                                Document.EMPTY))
                == null);
        if (made) {
            dataPlane.openStorage(name, keys);
        }
    }

    /** Changes what the client says of an account. */
    public StorageResource change(String group, String name, Document json) {
        return engine.exclusively(() -> {
            StorageResource changed = get(group, name).changed(json);
            byName.put(changed.name(), changed);
            return changed;
        });
    }

    /**
     * The account of this name in a group.
     *
     * @throws ResourceException {@code ResourceGroupNotFound}, {@code ResourceNotFound}
     */
    public StorageResource get(String group, String name) {
        return engine.reading(() -> groups.member(byName, TYPE, group, name));
    }

    /** The account that a resource id names, if it is one of this subscription. */
    public Optional<StorageResource> ofId(String id) {
        String name = id.substring(id.lastIndexOf('/') + 1);
        return engine.reading(() -> Optional.ofNullable(byName.get(name)))
                .filter(account -> lowerCase(id)
                        .endsWith(lowerCase(
                                "/resourceGroups/" + account.group() + "/providers/" + TYPE + "/" + account.name())));
    }

    private static String lowerCase(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    /** All accounts as they are now, sorted by name. */
    public List<StorageResource> all() {
        return engine.reading(() -> List.copyOf(byName.values()));
    }

    /**
     * Those of a group, sorted by name.
     *
     * @throws ResourceException {@code ResourceGroupNotFound}
     */
    public List<StorageResource> of(String group) {
        return engine.reading(() -> groups.members(byName, group));
    }

    /**
     * Makes one of the keys of an account anew.
     *
     * @return the account
     * @throws ResourceException if it is not there
     */
    public StorageResource regenerateKey(String group, String name, boolean first) {
        return engine.exclusively(() -> {
            StorageResource account = get(group, name);
            if (first) {
                account.keys().regeneratePrimary();
            } else {
                account.keys().regenerateSecondary();
            }
            return account;
        });
    }

    /** Whether somebody has this name, or nobody can. */
    public NameCheck check(String name) {
        if (!NAME.matcher(name).matches()) {
            return NameCheck.invalid(
                    ResourceErrorCode.STORAGE_NAME_INVALID.exception(name).words());
        }
        boolean taken = engine.reading(() -> byName.containsKey(name));
        return taken
                ? NameCheck.taken(
                        ResourceErrorCode.STORAGE_NAME_TAKEN.exception(name).words())
                : NameCheck.AVAILABLE;
    }

    /**
     * Takes an account away.
     *
     * @return false if there is none
     */
    public boolean delete(String group, String name) {
        boolean there = engine.exclusively(() -> {
            StorageResource account = byName.get(name);
            boolean found = account != null
                    && account.group().equalsIgnoreCase(groups.get(group).name());
            if (found) {
                byName.remove(name);
            }
            return found;
        });
        if (there) {
            dataPlane.closeStorage(name);
        }
        return there;
    }

    /** Has an account that is served already. Under the lock. */
    void adopt(StorageResource account) {
        byName.put(account.name(), account);
    }
}
