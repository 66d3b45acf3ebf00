package io.github.batchbench.fake.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A certificate of the account. Guarded by the account's lock. */
public final class Certificate {
    private final String thumbprint;
    private final String algorithm;
    private final String publicData;
    private final boolean plain;
    private final Lifecycle<CertificateState> lifecycle;

    /**
     * A new certificate, active.
     *
     * @param publicData its public part, base64
     * @param plain whether it came without a private key
     */
    public Certificate(String thumbprint, String algorithm, String publicData, boolean plain, Instant now) {
        this.thumbprint = thumbprint;
        this.algorithm = algorithm;
        this.publicData = publicData;
        this.plain = plain;
        this.lifecycle = new Lifecycle<>(CertificateState.ACTIVE, new Revision(now).lastModified());
    }

    /** As it was. */
    public Certificate(Kept kept) {
        this.thumbprint = kept.thumbprint();
        this.algorithm = kept.algorithm();
        this.publicData = kept.publicData();
        this.plain = Boolean.TRUE.equals(kept.plain());
        this.lifecycle = Lifecycle.of(kept.lifecycle(), CertificateState.values());
    }

    /** What is kept of it, to be there again later. */
    public record Kept(
            String thumbprint,
            String algorithm,
            String publicData,
            Lifecycle.Kept lifecycle,
            @Nullable Boolean plain) {}

    /** What is kept of it. */
    public Kept kept() {
        return new Kept(thumbprint, algorithm, publicData, lifecycle.kept(), plain);
    }

    /** The thumbprint in lower-case hexadecimal. */
    public String thumbprint() {
        return thumbprint;
    }

    /** How the thumbprint was made: {@code sha1}. */
    public String algorithm() {
        return algorithm;
    }

    /** Its public part, base64. */
    public String publicData() {
        return publicData;
    }

    /** Whether it came without a private key. */
    public boolean isPlain() {
        return plain;
    }

    /** Its state and when it was entered. */
    public Lifecycle<CertificateState> lifecycle() {
        return lifecycle;
    }
}
