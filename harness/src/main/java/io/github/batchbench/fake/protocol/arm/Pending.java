package io.github.batchbench.fake.protocol.arm;

import io.github.batchbench.fake.subscription.LongOperations;
import io.github.batchbench.fake.subscription.LongOperations.Operation;
import io.github.batchbench.fake.subscription.Subscription;
import java.util.List;
import java.util.Optional;

/** What takes its time, and the places to ask how far it is. */
final class Pending {
    private static final String LOCATION =
            "/subscriptions/{subscription}/providers/Microsoft.Batch/locations/{location}";

    private final Subscription subscription;
    private final LongOperations operations;
    private final BatchAccountView view;

    Pending(Subscription subscription) {
        this.subscription = subscription;
        this.operations = subscription.operations();
        this.view = new BatchAccountView(subscription);
    }

    List<Route> routes() {
        return List.of(
                Route.of(
                        "Location_GetAccountOperationResult",
                        "GET",
                        LOCATION + "/accountOperationResults/{operation}",
                        this::account),
                Route.of(
                        "ResourceGroups_GetOperationResult",
                        "GET",
                        "/subscriptions/{subscription}/operationresults/{operation}",
                        call -> result(call).orElseGet(() -> ArmAnswer.status(200))));
    }

    /** Begun on a Batch account. */
    ArmAnswer ofAccount(ArmCall call, Operation operation) {
        return accepted(
                call,
                "/providers/Microsoft.Batch/locations/" + operation.location() + "/accountOperationResults/"
                        + operation.id());
    }

    /** Begun on a resource group. */
    ArmAnswer ofGroup(ArmCall call, Operation operation) {
        return accepted(call, "/operationresults/" + operation.id());
    }

    private ArmAnswer accepted(ArmCall call, String path) {
        String location =
                call.origin() + "/subscriptions/" + subscription.id() + path + "?api-version=" + call.version();
        return ArmAnswer.accepted(location);
    }

    /** The account that it was to make, and nothing for one that is gone. */
    private ArmAnswer account(ArmCall call) {
        return result(call).orElseGet(() -> {
            Operation done = operations.find(call.name("operation")).orElseThrow();
            return done.account()
                    .map(name -> subscription
                            .batchAccounts()
                            .reading(() -> ArmAnswer.json(
                                    200, view.of(subscription.batchAccounts().get(done.group(), name), call.origin()))))
                    .orElseGet(() -> ArmAnswer.status(200));
        });
    }

    /** The answer to who asks too early, or for nothing; empty if it is done. */
    private Optional<ArmAnswer> result(ArmCall call) {
        Optional<Operation> found = operations.find(call.name("operation"));
        if (found.isEmpty()) {
            return Optional.of(ArmAnswer.status(404));
        }
        String location = call.origin() + call.request().path() + "?api-version=" + call.version();
        return found.get().done() ? Optional.empty() : Optional.of(ArmAnswer.accepted(location));
    }
}
