package io.github.batchbench.api;

import com.azure.core.credential.TokenCredential;
import io.github.batchbench.fake.model.CloudNames;
import io.github.batchbench.fake.subscription.BatchResource;
import io.github.batchbench.fake.subscription.StorageResource;
import io.github.batchbench.fake.subscription.Subscription;
import java.net.URI;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The fake's Azure Resource Manager: one subscription with one resource group, in which the fake's accounts are, and whatever
 * is made in it. Clients prove themselves by tokens of {@link FakeAzure#authority}. Thread-safe.
 */
public final class FakeManagement {
    private static final String RESOURCE = "https://management.azure.com/";

    private final Subscription subscription;
    private final FakeAuthority authority;
    private final OptionalInt cloudPort;
    private final Supplier<URI> address;

    FakeManagement(FakeServices services, Supplier<URI> address) {
        this.subscription = services.subscription();
        this.authority = services.authority();
        this.cloudPort = services.cloudPort();
        this.address = address;
    }

    /** The address, without a slash at the end; the Azure SDKs send tokens only to https. */
    public URI endpoint() {
        return address.get();
    }

    /** The port of 127.0.0.1 at which all of the fake answers to the cloud's own names; empty without {@link FakeAzureOptions#withCloudPort}. */
    public OptionalInt cloudPort() {
        return cloudPort;
    }

    /**
     * The names of the cloud at which clients find the fake, if their machine takes them for 127.0.0.1 and the port is 443: those
     * that all of the cloud shares, and those of the accounts that are there now.
     */
    public List<String> cloudNames() {
        return Stream.of(
                        CloudNames.SHARED.stream(),
                        subscription.batchAccounts().all().stream()
                                .map(account -> CloudNames.batch(
                                        account.name(),
                                        account.spec().location().orElse(Subscription.FIRST_REGION))),
                        subscription.storageAccounts().all().stream().map(account -> CloudNames.blob(account.name())))
                .flatMap(names -> names)
                .toList();
    }

    /** The subscription's id. */
    public String subscriptionId() {
        return subscription.id();
    }

    /** The directory's id, which the subscription trusts. */
    public String tenantId() {
        return subscription.tenantId();
    }

    /**
     * Tokens of the application that owns the subscription, past HTTP, for a client of Resource Manager or of anything else
     * that this fake serves. Needs {@code azure-core}.
     */
    public TokenCredential credential() {
        return OfflineAccount.credential(authority);
    }

    /** The resource group that is there from the start. */
    public String resourceGroup() {
        return Subscription.FIRST_GROUP;
    }

    /** The resource id of a Batch account; of one that is not there, as if it were in the first group. */
    public String resourceId(String batchAccount) {
        Stream<String> groups = subscription.batchAccounts().all().stream()
                .filter(account -> account.name().equalsIgnoreCase(batchAccount))
                .map(BatchResource::group);
        return id(groups, "Microsoft.Batch/batchAccounts/" + batchAccount);
    }

    /** The same of a storage account, as a Batch account's auto-storage names it. */
    public String storageResourceId(String storageAccount) {
        Stream<String> groups = subscription.storageAccounts().all().stream()
                .filter(account -> account.name().equalsIgnoreCase(storageAccount))
                .map(StorageResource::group);
        return id(groups, "Microsoft.Storage/storageAccounts/" + storageAccount);
    }

    private String id(Stream<String> groups, String resource) {
        String group = groups.findFirst().orElse(resourceGroup());
        return "/subscriptions/" + subscriptionId() + "/resourceGroups/" + group + "/providers/" + resource;
    }

    /** A new token for it, past HTTP. */
    public String token() {
        return authority.token(RESOURCE);
    }
}
