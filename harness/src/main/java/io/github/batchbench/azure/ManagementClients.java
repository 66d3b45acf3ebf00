package io.github.batchbench.azure;

import com.azure.core.management.AzureEnvironment;
import com.azure.core.management.profile.AzureProfile;
import com.azure.resourcemanager.batch.BatchManager;
import io.github.batchbench.tls.TlsTrust;
import java.util.Map;

/**
 * Opens the management SDK's client, {@code com.azure.resourcemanager:azure-resourcemanager-batch}, for a subscription.
 */
public final class ManagementClients {
    private ManagementClients() {}

    /**
     * A client that trusts what the endpoint proves itself with.
     *
     * @throws MissingSdkException if the project has not the SDK
     */
    public static BatchManager open(AzureManagement management) {
        return MissingSdkException.named(() -> manager(management));
    }

    private static BatchManager manager(AzureManagement management) {
        BatchManager.Configurable client = BatchManager.configure().withScope(management.endpoint() + "/.default");
        TlsTrust trust = management.trust();
        if (trust != null) {
            client.withHttpClient(AzureCore.httpClient(trust));
        }
        AzureEnvironment cloud = new AzureEnvironment(
                Map.of("resourceManagerEndpointUrl", management.endpoint().toString()));
        return client.authenticate(management.credential(), new AzureProfile(null, management.subscriptionId(), cloud));
    }
}
