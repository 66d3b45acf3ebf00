package io.github.batchbench.azure;

import java.net.URI;
import java.util.Arrays;
import java.util.Optional;

/** Azure's clouds, told apart by the names of their Batch accounts. */
enum Cloud {
    PUBLIC("batch.azure.com", "management.azure.com"),
    CHINA("batch.chinacloudapi.cn", "management.chinacloudapi.cn"),
    US_GOVERNMENT("batch.usgovcloudapi.net", "management.usgovcloudapi.net");

    private final String batch;
    private final URI management;

    Cloud(String batch, String management) {
        this.batch = batch;
        this.management = URI.create("https://" + management);
    }

    /** Where Azure Resource Manager is for an account; nothing is known of what is not in one of these clouds, such as a fake. */
    static Optional<URI> managementOf(URI batchEndpoint) {
        return Arrays.stream(values())
                .filter(cloud -> batchEndpoint.getHost().endsWith("." + cloud.batch))
                .map(cloud -> cloud.management)
                .findFirst();
    }
}
