package io.github.batchbench.fake.protocol.arm;

import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.protocol.HttpDates;
import io.github.batchbench.fake.protocol.batch.json.WireTime;
import io.github.batchbench.fake.state.Quotas;
import io.github.batchbench.fake.subscription.BatchResource;
import io.github.batchbench.fake.subscription.Subscription;
import java.time.Instant;
import java.util.List;

/** A Batch account as its provider shows it. To be made under the subscription's lock. */
final class BatchAccountView {
    /** The first version whose accounts have an endpoint for nodes (recorded). */
    static final String NODE_MANAGEMENT_SINCE = "2022-10-01";

    /** The first version that shows them (recorded). */
    private static final String CONNECTIONS_SINCE = "2022-06-01";

    private static final List<String> MODES = List.of("SharedKey", "AAD", "TaskAuthenticationToken");

    private final Subscription subscription;

    BatchAccountView(Subscription subscription) {
        this.subscription = subscription;
    }

    /** The account that a call's path names. */
    BatchResource named(ArmCall call) {
        return subscription.batchAccounts().get(call.name("group"), call.name("account"));
    }

    String id(BatchResource account) {
        return subscription.batchAccountId(account.group(), account.name());
    }

    /** An answer that is an account. Its ETag is a strong one, those of what is in it are weak (recorded). */
    ArmAnswer shown(BatchResource account, ArmCall call) {
        return ArmAnswer.json(200, of(account, call))
                .with("ETag", "\"" + account.revision().eTag() + "\"")
                .with("Last-Modified", HttpDates.format(account.revision().lastModified()));
    }

    /** The account, for a client that knows the API by the address of its call. */
    Document of(BatchResource account, ArmCall call) {
        Document json = account.spec().json();
        Document shown = Document.of("id", id(account))
                .with("name", account.name())
                .with("type", "Microsoft.Batch/batchAccounts")
                .with("location", account.spec().location().orElse(""))
                .with("properties", properties(account, call));
        Document tags = json.object("tags").orElse(Document.EMPTY);
        return (tags.properties().isEmpty() ? shown : shown.with("tags", tags))
                .with("identity", json.object("identity").orElse(Document.of("type", "None")));
    }

    private static Document properties(BatchResource account, ArmCall call) {
        Document asked = account.spec().settable();
        Document shown = Document.EMPTY;
        if (account.served().isPresent()) {
            String endpoint = Addresses.of(call.origin())
                    .batch(
                            account.name(),
                            account.spec().location().orElse(""),
                            account.served().get().port());
            shown = shown.with("accountEndpoint", endpoint);
            if (call.version().compareTo(NODE_MANAGEMENT_SINCE) >= 0) {
                shown = shown.with("nodeManagementEndpoint", endpoint);
            }
        }
        shown = shown.with("provisioningState", account.lifecycle().state().wireName())
                .with("poolAllocationMode", "BatchService")
                .with("publicNetworkAccess", "Enabled");
        if (account.served().isPresent()) {
            shown = shown.merged(quotas(account.served().get().account().quotas()));
        }
        if (call.version().compareTo(CONNECTIONS_SINCE) >= 0) {
            shown = shown.with("privateEndpointConnections", List.of());
        }
        shown = shown.with("encryption", Document.of("keySource", "Microsoft.Batch"))
                .with("allowedAuthenticationModes", MODES)
                .merged(asked);
        Instant synced = account.lastKeySync();
        return synced == null
                ? shown
                : shown.mapObject(
                        "autoStorage",
                        storage -> storage.withDefault("authenticationMode", "StorageKeys")
                                .with("lastKeySync", WireTime.inBody(synced)));
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
