package io.github.batchbench.fake.protocol.arm;

import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.subscription.ResourceErrorCode;
import io.github.batchbench.fake.subscription.Subscription;
import java.util.List;

/** Private links of a Batch account: what there could be, and that there are none, as nobody can make one here. */
final class LinkActions {
    private static final String RESOURCES = BatchAccountActions.ONE + "/privateLinkResources";

    private final BatchAccountView accounts;

    LinkActions(Subscription subscription) {
        this.accounts = new BatchAccountView(subscription);
    }

    List<Route> routes() {
        return List.of(
                Route.of("PrivateLinkResource_ListByBatchAccount", "GET", RESOURCES, call -> ArmAnswer.list(all(call))),
                Route.of("PrivateLinkResource_Get", "GET", RESOURCES + "/{resource}", this::one),
                Route.of(
                        "PrivateEndpointConnection_ListByBatchAccount",
                        "GET",
                        BatchAccountActions.ONE + "/privateEndpointConnections",
                        call -> {
                            String ignored = account(call);
                            return ArmAnswer.list(List.of());
                        }));
    }

    private String account(ArmCall call) {
        return accounts.id(accounts.named(call));
    }

    /** The first is recorded, the second documented. */
    private List<Document> all(ArmCall call) {
        String account = account(call);
        List<String> names = call.version().compareTo(BatchAccountView.NODE_MANAGEMENT_SINCE) < 0
                ? List.of("batchAccount")
                : List.of("batchAccount", "nodeManagement");
        return names.stream()
                .map(name -> Document.of("id", account + "/privateLinkResources/" + name)
                        .with("name", name)
                        .with("type", "Microsoft.Batch/batchAccounts/privateLinkResources")
                        .with(
                                "properties",
                                Document.of("groupId", name)
                                        .with("requiredMembers", List.of(name))
                                        .with("requiredZoneNames", List.of("privatelink.batch.azure.com"))))
                .toList();
    }

    private ArmAnswer one(ArmCall call) {
        return all(call).stream()
                .filter(resource -> resource.string("name")
                        .filter(call.name("resource")::equalsIgnoreCase)
                        .isPresent())
                .findFirst()
                .map(resource -> ArmAnswer.json(200, resource))
                .orElseThrow(ResourceErrorCode.LINK_RESOURCE_NOT_FOUND::exception);
    }
}
