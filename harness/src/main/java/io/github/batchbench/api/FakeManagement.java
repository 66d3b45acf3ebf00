package io.github.batchbench.api;

import io.github.batchbench.fake.subscription.BatchResource;
import io.github.batchbench.fake.subscription.Subscription;
import java.net.URI;
import java.util.function.Supplier;

/**
 * The fake's Azure Resource Manager: one subscription with one resource group, in which the fake's accounts are, and whatever
 * is made in it. Clients prove themselves by tokens of {@link FakeAzure#authority}. Thread-safe.
 */
public final class FakeManagement {
    private static final String RESOURCE = "https://management.azure.com/";

    private final Subscription subscription;
    private final FakeAuthority authority;
    private final Supplier<URI> address;

    FakeManagement(Subscription subscription, FakeAuthority authority, Supplier<URI> address) {
        this.subscription = subscription;
        this.authority = authority;
        this.address = address;
    }

    /** The address, without a slash at the end; the Azure SDKs send tokens only to https. */
    public URI endpoint() {
        return address.get();
    }

    /** The subscription's id. */
    public String subscriptionId() {
        return subscription.id();
    }

    /** The resource group that is there from the start. */
    public String resourceGroup() {
        return Subscription.FIRST_GROUP;
    }

    /** The resource id of a Batch account; of one that is not there, as if it were in the first group. */
    public String resourceId(String batchAccount) {
        String group = subscription.batchAccounts().all().stream()
                .filter(account -> account.name().equalsIgnoreCase(batchAccount))
                .map(BatchResource::group)
                .findFirst()
                .orElse(resourceGroup());
        return "/subscriptions/" + subscriptionId() + "/resourceGroups/" + group
                + "/providers/Microsoft.Batch/batchAccounts/" + batchAccount;
    }

    /** A new token for it, past HTTP. */
    public String token() {
        return authority.token(RESOURCE);
    }
}
