package io.github.batchbench.fake.protocol.arm;

import io.github.batchbench.fake.subscription.LongOperations;
import io.github.batchbench.fake.subscription.LongOperations.Operation;
import io.github.batchbench.fake.subscription.Subscription;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;

/** What takes its time, and the places to ask how far it is. */
final class Pending {
    private static final String LOCATION =
            "/subscriptions/{subscription}/providers/Microsoft.Batch/locations/{location}";

    private final Subscription subscription;
    private final LongOperations operations;
    private final BatchAccountView view;
    private final StorageAccountView storageView;

    Pending(Subscription subscription, IntSupplier blobPort) {
        this.subscription = subscription;
        this.operations = subscription.operations();
        this.view = new BatchAccountView(subscription);
        this.storageView = new StorageAccountView(subscription, blobPort);
    }

    List<Route> routes() {
        return List.of(
                Route.of(
                        "Location_GetAccountOperationResult",
                        "GET",
                        LOCATION + "/accountOperationResults/{operation}",
                        this::removal),
                Route.of(
                        "BatchAccount_GetOperationResult",
                        "GET",
                        BatchAccountActions.ONE + "/operationResults/{operation}",
                        this::making),
                Route.of(
                        "StorageAccounts_GetOperationResult",
                        "GET",
                        "/subscriptions/{subscription}/providers/Microsoft.Storage/locations/{location}"
                                + "/asyncoperations/{operation}",
                        this::storage),
                Route.of(
                        "ResourceGroups_GetOperationResult",
                        "GET",
                        "/subscriptions/{subscription}/operationresults/{operation}",
                        call -> result(call, call.name("operation")).orElseGet(() -> ArmAnswer.status(200))));
    }

    /** What makes a Batch account is asked for at the account, what takes it away at the region (recorded). */
    ArmAnswer ofAccount(ArmCall call, Operation operation) {
        return accepted(
                call,
                operation
                        .account()
                        .map(name -> "/resourceGroups/" + operation.group() + BatchAccountActions.ALL + "/" + name
                                + "/operationResults/" + operation.id())
                        .orElseGet(() -> "/providers/Microsoft.Batch/locations/" + operation.location()
                                + "/accountOperationResults/" + call.name("account") + "-" + operation.id()));
    }

    /** Begun on a resource group. */
    ArmAnswer ofGroup(ArmCall call, Operation operation) {
        return accepted(call, "/operationresults/" + operation.id());
    }

    /** Begun on a storage account. */
    ArmAnswer ofStorage(ArmCall call, Operation operation) {
        return accepted(
                call,
                "/providers/Microsoft.Storage/locations/" + operation.location() + "/asyncoperations/" + operation.id()
                        + "?monitor=true");
    }

    private ArmAnswer accepted(ArmCall call, String path) {
        String location = call.origin() + "/subscriptions/" + subscription.id() + path
                + (path.contains("?") ? "&" : "?") + "api-version=" + call.version();
        return ArmAnswer.accepted(location);
    }

    /** The account that it was to make. */
    private ArmAnswer making(ArmCall call) {
        return result(call, call.name("operation"))
                .orElseGet(() -> subscription.batchAccounts().reading(() -> view.shown(view.named(call), call)));
    }

    /** Its name is that of the account and its id. */
    private ArmAnswer removal(ArmCall call) {
        String name = call.name("operation");
        return result(call, name.substring(name.indexOf('-') + 1)).orElseGet(() -> ArmAnswer.status(200));
    }

    private ArmAnswer storage(ArmCall call) {
        return result(call, call.name("operation")).orElseGet(() -> {
            Operation done = operations.find(call.name("operation")).orElseThrow();
            return storageView.shown(
                    call,
                    subscription
                            .storageAccounts()
                            .get(done.group(), done.account().orElseThrow()));
        });
    }

    /** The answer to who asks too early, or for nothing; empty if it is done. */
    private Optional<ArmAnswer> result(ArmCall call, String id) {
        Optional<Operation> found = operations.find(id);
        if (found.isEmpty()) {
            return Optional.of(ArmAnswer.status(404));
        }
        String location =
                call.origin() + call.request().path() + "?" + call.request().query();
        return found.get().done() ? Optional.empty() : Optional.of(ArmAnswer.accepted(location));
    }
}
