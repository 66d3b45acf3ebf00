package io.github.batchbench.fake.model;

import java.util.List;
import java.util.Optional;

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
    private static final String MODES = "allowedAuthenticationModes";

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
