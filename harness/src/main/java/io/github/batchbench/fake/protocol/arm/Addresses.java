package io.github.batchbench.fake.protocol.arm;

import io.github.batchbench.fake.model.CloudNames;
import java.net.URI;

/**
 * Where a client finds what Resource Manager names to it: by the names of the cloud if it has come by one of them, or else
 * at the host that it has called, each service at a port of its own.
 */
final class Addresses {
    private static final int HTTPS = 443;

    private final URI origin;
    private final boolean cloud;

    private Addresses(URI origin) {
        this.origin = origin;
        this.cloud = CloudNames.SHARED.contains(String.valueOf(origin.getHost()));
    }

    /** For a client that knows the API by this scheme, host and, unless it is the scheme's own, port. */
    static Addresses of(String origin) {
        return new Addresses(URI.create(origin));
    }

    /** Whether the client knows the fake by the names of the cloud. */
    boolean isCloud() {
        return cloud;
    }

    /** The port that all names of the cloud have. */
    private String cloudPort() {
        return origin.getPort() < 0 || origin.getPort() == HTTPS ? "" : ":" + origin.getPort();
    }

    /** Host and port of a Batch account that is served at this port. */
    String batch(String account, String region, int port) {
        return cloud ? CloudNames.batch(account, region) + cloudPort() : origin.getHost() + ":" + port;
    }

    /** The Blob endpoint of a storage account, with a slash at the end. */
    String blobs(String account, int port) {
        return origin.getScheme() + "://"
                + (cloud
                        ? CloudNames.blob(account) + cloudPort() + "/"
                        : origin.getHost() + ":" + port + "/" + account + "/");
    }

    /** The same as some tools want it, that take the account from the host's name, and others from the path. */
    String blobsByHost(String account, int port) {
        return cloud
                ? blobs(account, port)
                : origin.getScheme() + "://" + account + ".blob.localhost:" + port + "/" + account + "/";
    }

    /** The host, and port, below which storage accounts are named. */
    String storageSuffix(int port) {
        return cloud ? "core.windows.net" + cloudPort() : "localhost:" + port;
    }

    /** Where the authority is, without a tenant. */
    String authority() {
        return cloud ? origin.getScheme() + "://" + CloudNames.AUTHORITY + cloudPort() : origin.toString();
    }
}
