package io.github.batchbench.api;

import io.github.batchbench.Internal;
import io.github.batchbench.fake.model.CloudNames;
import io.github.batchbench.fake.server.CloudPort;
import io.github.batchbench.fake.server.OwnNames;
import io.github.batchbench.fake.tls.CertificateSource;
import io.github.batchbench.fake.tls.ServerCertificate;
import io.github.batchbench.tls.TlsTrust;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a fake proves itself with, and whom it trusts.
 *
 * @param https where the certificate of its endpoints comes from, null for plain http
 * @param trusted certificates that the fake itself believes, beside its own and those that Java trusts
 * @param cloudPort the TCP port on 127.0.0.1 at which it answers to the cloud's own names, 0 for any free one, null for none
 */
@Internal
public record Encryption(
        @Nullable CertificateSource https,
        List<X509Certificate> trusted,
        @Nullable Integer cloudPort) {
    /** Plain http. */
    static final Encryption NONE = new Encryption(null, List.of(), null);

    /** Checks the port, and copies the list. */
    public Encryption {
        trusted = List.copyOf(trusted);
        if (cloudPort != null) {
            FakeAzureOptions.requirePort(cloudPort);
        }
    }

    Encryption withHttps(CertificateSource certificate) {
        return new Encryption(certificate, trusted, cloudPort);
    }

    Encryption withTrust(Path certificates) {
        return new Encryption(
                https,
                Stream.concat(trusted.stream(), TlsTrust.read(certificates).stream())
                        .toList(),
                cloudPort);
    }

    Encryption withCloudPort(int port) {
        return new Encryption(https == null ? CertificateSource.ofThisProcess() : https, trusted, port);
    }

    /** The names of the cloud that are the fake's beside those of its accounts. */
    List<String> names() {
        return cloudPort == null ? List.of() : CloudNames.SHARED;
    }

    /** What its servers prove themselves with; null for plain http. */
    @Nullable
    ServerCertificate certificate(FakeLocation location, OwnNames names) {
        CertificateSource source = location.authority(https);
        return source == null ? null : ServerCertificate.of(source, names.cloudNames(), names::isOwn);
    }

    /** The port for the cloud's names, if one is asked for. */
    @Nullable
    CloudPort open(ToIntFunction<String> servers) {
        if (cloudPort == null) {
            return null;
        }
        try {
            return new CloudPort(cloudPort, servers);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Port " + cloudPort + " of 127.0.0.1 cannot be used for the cloud's names: " + e.getMessage(), e);
        }
    }
}
