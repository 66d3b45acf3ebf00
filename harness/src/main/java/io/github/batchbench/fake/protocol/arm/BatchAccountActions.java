package io.github.batchbench.fake.protocol.arm;

import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.subscription.BatchAccounts;
import io.github.batchbench.fake.subscription.BatchResource;
import io.github.batchbench.fake.subscription.Subscription;
import java.util.List;

/** Batch accounts. */
final class BatchAccountActions {
    static final String ALL = "/providers/Microsoft.Batch/batchAccounts";
    static final String ONE = "/subscriptions/{subscription}/resourceGroups/{group}" + ALL + "/{account}";

    private final BatchAccounts accounts;
    private final BatchAccountView view;

    BatchAccountActions(Subscription subscription) {
        this.accounts = subscription.batchAccounts();
        this.view = new BatchAccountView(subscription);
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
                Route.of("BatchAccount_GetKeys", "POST", ONE + "/listKeys", call -> keys(account(call))));
    }

    private BatchResource account(ArmCall call) {
        return accounts.get(call.name("group"), call.name("account"));
    }

    private ArmAnswer list(ArmCall call, List<BatchResource> found) {
        return accounts.reading(() -> ArmAnswer.list(
                found.stream().map(account -> view.of(account, call.origin())).toList()));
    }

    private ArmAnswer shown(ArmCall call, BatchResource account) {
        return accounts.reading(() -> ArmAnswer.json(200, view.of(account, call.origin())));
    }

    private static ArmAnswer keys(BatchResource account) {
        return ArmAnswer.json(
                200,
                Document.of("accountName", account.name())
                        .with("primary", account.keys().primary())
                        .with("secondary", account.keys().secondary()));
    }
}
