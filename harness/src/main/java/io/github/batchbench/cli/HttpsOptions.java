package io.github.batchbench.cli;

import io.github.batchbench.api.FakeAzureOptions;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whether {@code serve} speaks https, what it proves itself with, and whom it trusts. */
final class HttpsOptions {
    @Option(
            names = "--https",
            description = {
                "Serve over https, with a certificate of an authority that is made for it: clients have to trust",
                "the file that the line names as caCertificate."
            })
    private boolean https;

    @Option(
            names = "--ca-folder",
            paramLabel = "DIR",
            description = {
                "Keep that authority in this folder, and use the one that is there, so that it has to be trusted",
                "once only. Implies --https."
            })
    private @Nullable Path authority;

    @Option(
            names = "--cert",
            paramLabel = "FILE",
            description = "A certificate of your own, PEM, for localhost or 127.0.0.1. Implies --https.")
    private @Nullable Path certificate;

    @Option(names = "--key-file", paramLabel = "FILE", description = "Its private key, PEM, without a password.")
    private @Nullable Path key;

    @Option(
            names = "--trust",
            paramLabel = "FILE",
            description = {
                "Certificates, PEM, that nodes and the Blob service trust when they fetch from other servers, such as",
                "the caCertificate of another serve --https; can be repeated."
            })
    private List<Path> trusted = List.of();

    @Option(
            names = "--cloud-port",
            paramLabel = "N",
            description = {
                "Answer to the cloud's own names, too, such as management.azure.com, at this port: 443 is where clients",
                "go that can be told no address. The line's hosts is what /etc/hosts then needs. Implies --https."
            })
    private @Nullable Integer cloudPort;

    /** These options with https, if it is asked for. */
    FakeAzureOptions apply(FakeAzureOptions plain) {
        FakeAzureOptions options = withCertificate(plain);
        if (cloudPort != null) {
            options = options.withCloudPort(cloudPort);
        }
        for (Path file : trusted) {
            options = options.withTrust(file);
        }
        return options;
    }

    private FakeAzureOptions withCertificate(FakeAzureOptions options) {
        if ((certificate == null) != (key == null)) {
            throw new IllegalArgumentException("Give both --cert and --key-file, or neither.");
        }
        if (certificate != null && key != null) {
            if (authority != null) {
                throw new IllegalArgumentException("Give --ca-folder or --cert, not both.");
            }
            return options.withHttps(certificate, key);
        }
        if (authority != null) {
            return options.withHttps(authority);
        }
        return https ? options.withHttps() : options;
    }
}
