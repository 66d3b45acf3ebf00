package io.github.batchbench.fake.protocol.arm;

import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.model.VmSize;
import io.github.batchbench.fake.model.VmSizes;
import io.github.batchbench.fake.subscription.BatchAccounts;
import io.github.batchbench.fake.subscription.NameCheck;
import io.github.batchbench.fake.subscription.Region;
import io.github.batchbench.fake.subscription.Subscription;
import java.util.List;
import java.util.Optional;

/** What Batch offers in a region. */
final class LocationActions {
    private static final String ONE = "/subscriptions/{subscription}/providers/Microsoft.Batch/locations/{location}";

    private final BatchAccounts accounts;

    LocationActions(Subscription subscription) {
        this.accounts = subscription.batchAccounts();
    }

    List<Route> routes() {
        return List.of(
                Route.of("Location_GetQuotas", "GET", ONE + "/quotas", this::quotas),
                Route.of("Location_ListSupportedVirtualMachineSkus", "GET", ONE + "/virtualMachineSkus", this::sizes),
                Route.of(
                        "Location_ListSupportedCloudServiceSkus",
                        "GET",
                        ONE + "/cloudServiceSkus",
                        this::cloudServiceSizes),
                Route.of("Location_CheckNameAvailability", "POST", ONE + "/checkNameAvailability", this::nameCheck));
    }

    private static String region(ArmCall call) {
        return Region.nameOf(Optional.of(call.name("location")), "Microsoft.Batch/locations");
    }

    private ArmAnswer quotas(ArmCall call) {
        String ignored = region(call);
        return ArmAnswer.json(200, Document.of("accountQuota", (long) BatchAccounts.REGION_QUOTA));
    }

    private ArmAnswer sizes(ArmCall call) {
        return list(call, "Location_ListSupportedVirtualMachineSkus", VmSizes.all());
    }

    private ArmAnswer cloudServiceSizes(ArmCall call) {
        return list(call, "Location_ListSupportedCloudServiceSkus", VmSizes.ofCloudServices());
    }

    private static ArmAnswer list(ArmCall call, String operation, List<VmSize> sizes) {
        String ignored = region(call);
        return new ArmListing(operation)
                .of(call, sizes.stream().map(LocationActions::view).toList());
    }

    private static Document view(VmSize size) {
        return Document.of("name", size.displayName())
                .with("familyName", size.family())
                .with(
                        "capabilities",
                        List.of(Document.of("name", "vCPUs").with("value", Integer.toString(size.cores()))));
    }

    private ArmAnswer nameCheck(ArmCall call) {
        NameCheck check =
                accounts.check(region(call), call.body().string("name").orElse(""));
        return ArmAnswer.json(200, view(check));
    }

    static Document view(NameCheck check) {
        return check.reason() == null
                ? Document.of("nameAvailable", true)
                : Document.of("nameAvailable", false)
                        .with("reason", check.reason())
                        .with("message", String.valueOf(check.message()));
    }
}
