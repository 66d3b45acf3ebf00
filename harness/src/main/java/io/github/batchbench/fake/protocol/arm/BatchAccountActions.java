package io.github.batchbench.fake.protocol.arm;

import io.github.batchbench.fake.model.AccountKeys;
import io.github.batchbench.fake.model.AccountSpec;
import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.subscription.BatchAccounts;
import io.github.batchbench.fake.subscription.BatchResource;
import io.github.batchbench.fake.subscription.ResourceErrorCode;
import io.github.batchbench.fake.subscription.Subscription;
import java.util.List;

/** Batch accounts. */
final class BatchAccountActions {
    static final String ALL = "/providers/Microsoft.Batch/batchAccounts";
    static final String ONE = "/subscriptions/{subscription}/resourceGroups/{group}" + ALL + "/{account}";

    private final BatchAccounts accounts;
    private final BatchAccountView view;
    private final Pending pending;

    BatchAccountActions(Subscription subscription, Pending pending) {
        this.accounts = subscription.batchAccounts();
        this.view = new BatchAccountView(subscription);
        this.pending = pending;
    }

    List<Route> routes() {
        return List.of(
                Route.of(
                        "BatchAccount_List",
                        "GET",
                        "/subscriptions/{subscription}" + ALL,
                        call -> list(call, accounts.all())),
                Route.of(
                        "BatchAccount_ListByResourceGroup",
                        "GET",
                        "/subscriptions/{subscription}/resourceGroups/{group}" + ALL,
                        call -> list(call, accounts.of(call.name("group")))),
                Route.of("BatchAccount_Get", "GET", ONE, call -> shown(call, account(call))),
                Route.of("BatchAccount_Create", "PUT", ONE, this::put),
                Route.of("BatchAccount_Update", "PATCH", ONE, this::patch),
                Route.of("BatchAccount_Delete", "DELETE", ONE, this::delete),
                Route.of("BatchAccount_GetKeys", "POST", ONE + "/listKeys", call -> keys(call, keysOf(call))),
                Route.of("BatchAccount_RegenerateKey", "POST", ONE + "/regenerateKeys", this::regenerate),
                Route.of(
                        "BatchAccount_SynchronizeAutoStorageKeys",
                        "POST",
                        ONE + "/syncAutoStorageKeys",
                        this::syncKeys));
    }

    private BatchResource account(ArmCall call) {
        return accounts.get(call.name("group"), call.name("account"));
    }

    private ArmAnswer list(ArmCall call, List<BatchResource> found) {
        return accounts.reading(() -> ArmAnswer.list(
                found.stream().map(account -> view.of(account, call)).toList()));
    }

    private ArmAnswer shown(ArmCall call, BatchResource account) {
        return accounts.reading(() -> view.shown(account, call));
    }

    private ArmAnswer put(ArmCall call) {
        BatchAccounts.Made made = accounts.put(call.name("group"), call.name("account"), new AccountSpec(call.body()));
        return made.operation()
                .map(operation -> pending.ofAccount(call, operation))
                .orElseGet(() -> shown(call, made.account()));
    }

    private ArmAnswer patch(ArmCall call) {
        return shown(call, accounts.patch(call.name("group"), call.name("account"), new AccountSpec(call.body())));
    }

    private ArmAnswer delete(ArmCall call) {
        return accounts.delete(call.name("group"), call.name("account"))
                .map(operation -> pending.ofAccount(call, operation))
                .orElseGet(() -> ArmAnswer.status(204));
    }

    private AccountKeys keysOf(ArmCall call) {
        return accounts.keys(call.name("group"), call.name("account"));
    }

    private ArmAnswer keys(ArmCall call, AccountKeys keys) {
        return ArmAnswer.json(
                200,
                Document.of("accountName", account(call).name())
                        .with("primary", keys.primary())
                        .with("secondary", keys.secondary()));
    }

    private ArmAnswer regenerate(ArmCall call) {
        boolean primary = switch (call.body().string("keyName").orElse("")) {
            case "Primary" -> true;
            case "Secondary" -> false;
            default -> throw ResourceErrorCode.invalidBody("The keyName is neither 'Primary' nor 'Secondary'.");
        };
        return keys(call, accounts.regenerateKey(call.name("group"), call.name("account"), primary));
    }

    private ArmAnswer syncKeys(ArmCall call) {
        accounts.syncKeys(call.name("group"), call.name("account"));
        return ArmAnswer.status(204);
    }
}
