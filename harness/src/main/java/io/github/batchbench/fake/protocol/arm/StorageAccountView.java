package io.github.batchbench.fake.protocol.arm;

import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.protocol.batch.json.WireTime;
import io.github.batchbench.fake.subscription.StorageResource;
import io.github.batchbench.fake.subscription.Subscription;
import java.util.List;
import java.util.function.IntSupplier;

/** A storage account as its provider shows it. */
final class StorageAccountView {
    private final Subscription subscription;
    private final IntSupplier blobPort;

    StorageAccountView(Subscription subscription, IntSupplier blobPort) {
        this.subscription = subscription;
        this.blobPort = blobPort;
    }

    /** An answer that is an account. */
    ArmAnswer shown(ArmCall call, StorageResource account) {
        return ArmAnswer.json(200, of(account, call.origin()));
    }

    /** The account; what its maker said of its properties, over what they are without that (recorded). */
    Document of(StorageResource account, String origin) {
        Document asked = account.json();
        Document sku = asked.object("sku").orElse(Document.of("name", "Standard_LRS"));
        String kind = asked.string("kind").orElse("StorageV2");
        return Document.of("sku", sku.withDefault("tier", "Standard"))
                .with("kind", kind)
                .with("id", subscription.storageAccountId(account.group(), account.name()))
                .with("name", account.name())
                .with("type", "Microsoft.Storage/storageAccounts")
                .with("location", account.location())
                .with("tags", asked.object("tags").orElse(Document.EMPTY))
                .with("properties", properties(account, origin));
    }

    private Document properties(StorageResource account, String origin) {
        String created = WireTime.inBody(account.created());
        Document service =
                Document.of("keyType", "Account").with("enabled", true).with("lastEnabledTime", created);
        Document rules = Document.of("bypass", "AzureServices")
                .with("virtualNetworkRules", List.of())
                .with("ipRules", List.of())
                .with("defaultAction", "Allow");
        Document usual = Document.of(
                        "keyCreationTime", Document.of("key1", created).with("key2", created))
                .with("privateEndpointConnections", List.of())
                .with("minimumTlsVersion", "TLS1_0")
                .with("allowBlobPublicAccess", false)
                .with("networkAcls", rules)
                .with("supportsHttpsTrafficOnly", true)
                .with(
                        "encryption",
                        Document.of("services", Document.of("file", service).with("blob", service))
                                .with("keySource", "Microsoft.Storage"));
        return deeply(usual, account.json().object("properties").orElse(Document.EMPTY))
                .with("provisioningState", "Succeeded")
                .with("creationTime", created)
                .with(
                        "primaryEndpoints",
                        Document.of("blob", Addresses.of(origin).blobs(account.name(), blobPort.getAsInt())))
                .with("primaryLocation", account.location())
                .with("statusOfPrimary", "available");
    }

    /** Objects stay whole where only something in them is said. */
    private static Document deeply(Document usual, Document said) {
        Document merged = usual;
        for (var property : said.properties().entrySet()) {
            Document inside = usual.object(property.getKey()).orElse(Document.EMPTY);
            merged = merged.with(
                    property.getKey(),
                    property.getValue() instanceof Document more ? deeply(inside, more) : property.getValue());
        }
        return merged;
    }
}
