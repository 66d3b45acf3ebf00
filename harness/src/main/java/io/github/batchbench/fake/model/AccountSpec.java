package io.github.batchbench.fake.model;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What clients say of a Batch account, as the management plane understands it: the one home of the names of its properties
 * that have behaviour.
 *
 * @param json {@code location}, {@code tags}, {@code identity} and {@code properties}
 */
public record AccountSpec(Document json) {
    private static final String LOCATION = "location";
    private static final String PROPERTIES = "properties";
    private static final String AUTO_STORAGE = "autoStorage";
    private static final String MODE = "poolAllocationMode";
    private static final String VAULT = "keyVaultReference";
    private static final String MODES = "allowedAuthenticationModes";

    /** What is known of an account's body; what else is in it is refused. */
    private static final Set<String> KNOWN =
            Set.of(LOCATION, "tags", "identity", PROPERTIES, "id", "name", "type", "etag", "systemData");

    /** What is known of its properties; what the service itself says there may be sent back, and changes nothing. */
    private static final Set<String> KNOWN_PROPERTIES = Set.of(
            AUTO_STORAGE,
            MODE,
            VAULT,
            "publicNetworkAccess",
            "networkProfile",
            "encryption",
            MODES,
            "accountEndpoint",
            "nodeManagementEndpoint",
            "provisioningState",
            "privateEndpointConnections",
            "dedicatedCoreQuota",
            "lowPriorityCoreQuota",
            "dedicatedCoreQuotaPerVMFamily",
            "dedicatedCoreQuotaPerVMFamilyEnforced",
            "poolQuota",
            "activeJobAndJobScheduleQuota");

    private static final List<String> SETTABLE =
            List.of(AUTO_STORAGE, MODE, "publicNetworkAccess", "networkProfile", "encryption", MODES);

    /** An account of a region, with a storage account. */
    public static AccountSpec of(String region, String storageAccountId) {
        Document autoStorage =
                Document.of("storageAccountId", storageAccountId).with("authenticationMode", "StorageKeys");
        return new AccountSpec(Document.of(LOCATION, region).with(PROPERTIES, Document.of(AUTO_STORAGE, autoStorage)));
    }

    /** The name of its region. */
    public Optional<String> location() {
        return json.string(LOCATION);
    }

    /** This one in a region that is spelled as the service spells it. */
    public AccountSpec in(String region) {
        return new AccountSpec(json.with(LOCATION, region));
    }

    /** Why no account can be so, whatever is modelled here; empty if one can (recorded). */
    public Optional<String> contradiction() {
        boolean withoutVault =
                properties().string(MODE).filter("UserSubscription"::equals).isPresent()
                        && !properties().has(VAULT);
        return withoutVault
                ? Optional.of(
                        "keyVaultReference must be set if poolAllocationMode is specified as 'UserSubscription' on"
                                + " a PUT request")
                : Optional.empty();
    }

    /** The name of the first property that no account has. */
    public Optional<String> unknownProperty() {
        return Stream.concat(
                        json.properties().keySet().stream().filter(name -> !KNOWN.contains(name)),
                        properties().properties().keySet().stream().filter(name -> !KNOWN_PROPERTIES.contains(name)))
                .findFirst();
    }

    /** What it asks for that the fake does not do, by name and value. */
    public Optional<String> notModelled() {
        return Stream.of(
                        other(properties(), MODE, "BatchService"),
                        other(properties(), "publicNetworkAccess", "Enabled"),
                        other(json.object("identity").orElse(Document.EMPTY), "type", "None"),
                        properties()
                                .object("encryption")
                                .flatMap(encryption -> other(encryption, "keySource", "Microsoft.Batch")),
                        properties()
                                .object(AUTO_STORAGE)
                                .flatMap(storage -> other(storage, "authenticationMode", "StorageKeys")),
                        properties().object(VAULT).map(reference -> "a keyVaultReference"),
                        networkRules())
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> other(Document in, String name, String modelled) {
        return in.string(name)
                .filter(value -> !value.equalsIgnoreCase(modelled))
                .map(value -> "the " + name + " " + value);
    }

    private Optional<String> networkRules() {
        Document profile = properties().object("networkProfile").orElse(Document.EMPTY);
        return Stream.of("accountAccess", "nodeManagementAccess")
                .flatMap(name -> profile.object(name).stream())
                .flatMap(access -> other(access, "defaultAction", "Allow").stream())
                .map(found -> "a networkProfile with " + found)
                .findFirst();
    }

    /** This one with what a change names in place of its own. */
    public AccountSpec patched(AccountSpec changes) {
        List<String> named =
                Stream.of("tags", "identity").filter(changes.json::has).toList();
        Document top = json.replaced(changes.json, named);
        return new AccountSpec(top.with(PROPERTIES, properties().merged(changes.settable())));
    }

    /** Of the properties those that clients decide on. */
    public Document settable() {
        Document found = Document.EMPTY;
        for (String name : SETTABLE) {
            Object value = properties().properties().get(name);
            if (value != null) {
                found = found.with(name, value);
            }
        }
        return found;
    }

    /** All but place, tags and identity. */
    public Document properties() {
        return json.object(PROPERTIES).orElse(Document.EMPTY);
    }

    /** The id of the storage account that is linked with it. */
    public Optional<String> storageAccountId() {
        return properties().object(AUTO_STORAGE).flatMap(storage -> storage.string("storageAccountId"));
    }

    /** How its callers may prove themselves, empty if in every way. */
    public List<String> authenticationModes() {
        return properties().strings(MODES);
    }

    /** Whether its keys are good for anything. */
    public boolean takesKeys() {
        return authenticationModes().isEmpty() || authenticationModes().contains("SharedKey");
    }
}
