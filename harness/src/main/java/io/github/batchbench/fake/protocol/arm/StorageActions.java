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

    private final StorageAccounts accounts;
    private final Pending pending;
    private final StorageAccountView view;

    StorageActions(Subscription subscription, Pending pending, IntSupplier port) {
        this.accounts = subscription.storageAccounts();
        this.pending = pending;
        this.view = new StorageAccountView(subscription, port);
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
                Route.of("StorageAccounts_GetProperties", "GET", ONE, call -> view.shown(call, account(call))),
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

    /** Making one takes its time, changing one does not (recorded). */
    private ArmAnswer put(ArmCall call) {
        StorageAccounts.Made made = accounts.put(
                call.name("group"), call.name("account"), call.body().string("location"), call.body());
        return made.operation()
                .map(operation -> pending.ofStorage(call, operation))
                .orElseGet(() -> view.shown(call, made.account()));
    }

    private ArmAnswer patch(ArmCall call) {
        return view.shown(
                call,
                accounts.change(
                        call.name("group"), call.name("account"), call.body().without("location")));
    }

    private ArmAnswer delete(ArmCall call) {
        return ArmAnswer.status(accounts.delete(call.name("group"), call.name("account")) ? 200 : 204);
    }

    private ArmAnswer regenerate(ArmCall call) {
        account(call);
        boolean first = switch (call.body().string("keyName").orElse("")) {
            case "key1" -> true;
            case "key2" -> false;
            default -> throw ResourceErrorCode.INVALID_CONTENT.exception("The keyName is neither 'key1' nor 'key2'.");
        };
        return keys(accounts.regenerateKey(call.name("group"), call.name("account"), first));
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
                found.stream().map(account -> view.of(account, call.origin())).toList());
    }
}
