package io.github.batchbench.fake.protocol.arm;

import io.github.batchbench.fake.model.AccountKeys;
import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.protocol.batch.json.WireTime;
import io.github.batchbench.fake.subscription.ResourceErrorCode;
import io.github.batchbench.fake.subscription.StorageAccounts;
import io.github.batchbench.fake.subscription.StorageResource;
import io.github.batchbench.fake.subscription.Subscription;
import java.util.List;
import java.util.function.IntSupplier;

/** Storage accounts, as far as Batch accounts need them: made, found, entered by keys and taken away. */
final class StorageActions {
    private static final String PROVIDER = "/providers/Microsoft.Storage";
    private static final String ALL = PROVIDER + "/storageAccounts";
    private static final String IN_GROUP = "/subscriptions/{subscription}/resourceGroups/{group}" + ALL;
    private static final String ONE = IN_GROUP + "/{account}";

    private final Subscription subscription;
    private final StorageAccounts accounts;
    private final IntSupplier port;

    StorageActions(Subscription subscription, IntSupplier port) {
        this.subscription = subscription;
        this.accounts = subscription.storageAccounts();
        this.port = port;
    }

    List<Route> routes() {
        return List.of(
                Route.of(
                        "StorageAccounts_List",
                        "GET",
                        "/subscriptions/{subscription}" + ALL,
                        call -> list(call, accounts.all())),
                Route.of(
                        "StorageAccounts_ListByResourceGroup",
                        "GET",
                        IN_GROUP,
                        call -> list(call, accounts.of(call.name("group")))),
                Route.of("StorageAccounts_GetProperties", "GET", ONE, call -> shown(call, account(call))),
                Route.of("StorageAccounts_Create", "PUT", ONE, this::put),
                Route.of("StorageAccounts_Update", "PATCH", ONE, this::patch),
                Route.of("StorageAccounts_Delete", "DELETE", ONE, this::delete),
                Route.of("StorageAccounts_ListKeys", "POST", ONE + "/listKeys", call -> keys(account(call))),
                Route.of("StorageAccounts_RegenerateKey", "POST", ONE + "/regenerateKey", this::regenerate),
                Route.of(
                        "StorageAccounts_CheckNameAvailability",
                        "POST",
                        "/subscriptions/{subscription}" + PROVIDER + "/checkNameAvailability",
                        call -> ArmAnswer.json(
                                200,
                                LocationActions.view(accounts.check(
                                        call.body().string("name").orElse(""))))));
    }

    private StorageResource account(ArmCall call) {
        return accounts.get(call.name("group"), call.name("account"));
    }

    private ArmAnswer put(ArmCall call) {
        return shown(
                call,
                accounts.put(
                        call.name("group"), call.name("account"), call.body().string("location"), call.body()));
    }

    private ArmAnswer patch(ArmCall call) {
        return shown(
                call,
                accounts.change(
                        call.name("group"), call.name("account"), call.body().without("location")));
    }

    private ArmAnswer delete(ArmCall call) {
        return ArmAnswer.status(accounts.delete(call.name("group"), call.name("account")) ? 200 : 204);
    }

    private ArmAnswer regenerate(ArmCall call) {
        StorageResource account = account(call);
        switch (call.body().string("keyName").orElse("")) {
            case "key1" -> account.keys().regeneratePrimary();
            case "key2" -> account.keys().regenerateSecondary();
            default -> throw ResourceErrorCode.INVALID_CONTENT.exception("The keyName is neither 'key1' nor 'key2'.");
        }
        return keys(account);
    }

    private static ArmAnswer keys(StorageResource account) {
        AccountKeys keys = account.keys();
        String created = WireTime.inBody(account.created());
        return ArmAnswer.json(
                200,
                Document.of(
                        "keys", List.of(key("key1", keys.primary(), created), key("key2", keys.secondary(), created))));
    }

    private static Document key(String name, String value, String created) {
        return Document.of("creationTime", created)
                .with("keyName", name)
                .with("value", value)
                .with("permissions", "FULL");
    }

    private ArmAnswer list(ArmCall call, List<StorageResource> found) {
        return ArmAnswer.list(
                found.stream().map(account -> view(account, call.origin())).toList());
    }

    private ArmAnswer shown(ArmCall call, StorageResource account) {
        return ArmAnswer.json(200, view(account, call.origin()));
    }

    private Document view(StorageResource account, String origin) {
        Document asked = account.json();
        String blob = Addresses.of(origin).blobs(account.name(), port.getAsInt());
        Document sku = asked.object("sku").orElse(Document.of("name", "Standard_LRS"));
        return Document.of("id", subscription.storageAccountId(account.group(), account.name()))
                .with("name", account.name())
                .with("type", "Microsoft.Storage/storageAccounts")
                .with("location", account.location())
                .with("tags", asked.object("tags").orElse(Document.EMPTY))
                .with("kind", asked.string("kind").orElse("StorageV2"))
                .with("sku", sku.withDefault("tier", "Standard"))
                .with(
                        "properties",
                        Document.of("provisioningState", "Succeeded")
                                .with("creationTime", WireTime.inBody(account.created()))
                                .with("primaryLocation", account.location())
                                .with("statusOfPrimary", "available")
                                .with("supportsHttpsTrafficOnly", true)
                                .with("primaryEndpoints", Document.of("blob", blob))
                                .merged(asked.object("properties").orElse(Document.EMPTY)));
    }
}
