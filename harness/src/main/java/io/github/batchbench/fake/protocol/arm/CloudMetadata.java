package io.github.batchbench.fake.protocol.arm;

import io.github.batchbench.fake.model.Document;
import java.util.List;

/**
 * What a cloud says of itself at {@code /metadata/endpoints}, in the three forms that its versions have: how tools that are
 * given one address find the others.
 */
final class CloudMetadata {
    private static final String MANAGEMENT = "https://management.azure.com/";
    private static final String BATCH = "https://batch.core.windows.net/";
    private static final String GRAPH = "https://graph.windows.net/";

    /** The first version that answers with a list, and the first that answers with one cloud. */
    private static final String LIST_SINCE = "2018-01-01";

    private static final String ONE_SINCE = "2022-01-01";

    private CloudMetadata() {}

    /**
     * The cloud as a version shows it.
     *
     * @param origin scheme and host that the client knows it by
     * @param addresses for that client
     * @param blobPort where Blob storage is
     */
    static ArmAnswer of(String version, String origin, Addresses addresses, int blobPort, String tenantId) {
        // By AD FS no client asks Microsoft about an authority that it does not know.
        String unknown = addresses.authority() + (addresses.isCloud() ? "" : "/adfs");
        if (version.compareTo(LIST_SINCE) < 0) {
            return ArmAnswer.json(200, first(origin, unknown));
        }
        String storageHost = addresses.storageSuffix(blobPort);
        if (version.compareTo(ONE_SINCE) < 0) {
            return ArmAnswer.body(200, ArmJson.print(List.of(cloud(origin, unknown, storageHost, tenantId))));
        }
        return ArmAnswer.json(200, cloud(origin, addresses.authority(), storageHost, tenantId));
    }

    private static Document first(String origin, String login) {
        return Document.of("galleryEndpoint", origin)
                .with("graphEndpoint", GRAPH)
                .with("portalEndpoint", origin)
                .with("authentication", Document.of("loginEndpoint", login).with("audiences", List.of(MANAGEMENT)));
    }

    private static Document cloud(String origin, String login, String storageHost, String tenantId) {
        return Document.of("name", "Batchbench")
                .with("portal", origin)
                .with(
                        "authentication",
                        Document.of("loginEndpoint", login)
                                .with("audiences", List.of("https://management.core.windows.net/", MANAGEMENT))
                                .with("tenant", tenantId)
                                .with("identityProvider", "AAD"))
                .with("media", "https://rest.media.azure.net")
                .with("graphAudience", GRAPH)
                .with("graph", GRAPH)
                .with(
                        "suffixes",
                        Document.of("storage", storageHost)
                                .with("keyVaultDns", "vault.azure.net")
                                .with("acrLoginServer", "azurecr.io")
                                .with("sqlServerHostname", "database.windows.net"))
                .with("batch", BATCH)
                .with("resourceManager", origin)
                .with("gallery", origin)
                .with("sqlManagement", "https://management.core.windows.net:8443/")
                .with("activeDirectoryDataLake", "https://datalake.azure.net/")
                .with(
                        "vmImageAliasDoc",
                        "https://raw.githubusercontent.com/Azure/azure-rest-api-specs/master/arm-compute/quickstart-templates/aliases.json")
                .with("microsoftGraphResourceId", "https://graph.microsoft.com/");
    }
}
