package io.github.batchbench.fake.protocol.arm;

import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.protocol.batch.json.WireTime;
import io.github.batchbench.fake.state.Quotas;
import io.github.batchbench.fake.subscription.BatchResource;
import io.github.batchbench.fake.subscription.Subscription;
import java.time.Instant;
import java.util.List;

/** A Batch account as its provider shows it. To be made under the subscription's lock. */
final class BatchAccountView {
    private static final List<String> MODES = List.of("SharedKey", "AAD", "TaskAuthenticationToken");

    private final Subscription subscription;

    BatchAccountView(Subscription subscription) {
        this.subscription = subscription;
    }

    String id(BatchResource account) {
        return subscription.batchAccountId(account.group(), account.name());
    }

    /**
     * The account, for a client that knows the API by this address.
     *
     * @param origin scheme, host and, unless it is the scheme's own, port
     */
    Document of(BatchResource account, String origin) {
        Document json = account.spec().json();
        return Document.of("id", id(account))
                .with("name", account.name())
                .with("type", "Microsoft.Batch/batchAccounts")
                .with("location", account.spec().location().orElse(""))
                .with("tags", json.object("tags").orElse(Document.EMPTY))
                .with("identity", json.object("identity").orElse(Document.of("type", "None")))
                .with("properties", properties(account, origin));
    }

    private static Document properties(BatchResource account, String origin) {
        Document asked = account.spec().settable();
        Document shown = Document.EMPTY;
        if (account.served().isPresent()) {
            String endpoint = Addresses.of(origin)
                    .batch(
                            account.name(),
                            account.spec().location().orElse(""),
                            account.served().get().port());
            shown = shown.with("accountEndpoint", endpoint).with("nodeManagementEndpoint", endpoint);
        }
        shown = shown.with("provisioningState", account.lifecycle().state().wireName())
                .with("poolAllocationMode", "BatchService")
                .with("publicNetworkAccess", "Enabled");
        if (account.served().isPresent()) {
            shown = shown.merged(quotas(account.served().get().account().quotas()));
        }
        shown = shown.with("privateEndpointConnections", List.of())
                .with("encryption", Document.of("keySource", "Microsoft.Batch"))
                .with("allowedAuthenticationModes", MODES)
                .merged(asked);
        Instant synced = account.lastKeySync();
        return synced == null
                ? shown
                : shown.mapObject("autoStorage", storage -> storage.with("lastKeySync", WireTime.inBody(synced)));
    }

    private static Document quotas(Quotas quotas) {
        List<Document> families = quotas.familyCores().entrySet().stream()
                .map(family -> Document.of("name", family.getKey())
                        .with("coreQuota", family.getValue().longValue()))
                .toList();
        return Document.of("dedicatedCoreQuota", (long) quotas.dedicatedCores())
                .with("lowPriorityCoreQuota", (long) quotas.lowPriorityCores())
                .with("dedicatedCoreQuotaPerVMFamily", families)
                .with("dedicatedCoreQuotaPerVMFamilyEnforced", quotas.perFamily())
                .with("poolQuota", (long) quotas.pools())
                .with("activeJobAndJobScheduleQuota", (long) quotas.activeJobsAndSchedules());
    }
}
