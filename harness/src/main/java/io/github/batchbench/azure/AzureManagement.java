package io.github.batchbench.azure;

import com.azure.core.credential.TokenCredential;
import io.github.batchbench.Internal;
import io.github.batchbench.tls.TlsTrust;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Where a subscription is, and how it is entered: Azure Resource Manager, which makes accounts and knows their quotas. Fake
 * or live: nothing here tells them apart.
 *
 * @param endpoint for example {@code https://management.azure.com}
 * @param subscriptionId the subscription's id
 * @param credential where tokens come from; the endpoint takes nothing else
 * @param trust what the endpoint proves itself with, if that is more than what Java trusts; null if not
 */
public record AzureManagement(
        URI endpoint,
        String subscriptionId,
        TokenCredential credential,
        @Internal @Nullable TlsTrust trust) {
    /**
     * Checks that no token would travel in the clear: Microsoft's clients refuse that, too.
     *
     * @hidden
     */
    @Internal
    public AzureManagement {
        if (!"https".equals(endpoint.getScheme())) {
            throw new IllegalArgumentException(
                    "Azure Resource Manager takes tokens, which are sent to https only, and its address is " + endpoint
                            + ". A fake serves https with FakeAzureOptions.withHttps() or `serve --https`.");
        }
    }

    /** A subscription whose endpoint Java trusts. */
    public AzureManagement(URI endpoint, String subscriptionId, TokenCredential credential) {
        this(endpoint, subscriptionId, credential, null);
    }

    /** Address and subscription, nothing secret. */
    @Override
    public String toString() {
        return "AzureManagement[" + subscriptionId + " at " + endpoint + "]";
    }
}
