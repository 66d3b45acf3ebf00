package io.github.batchbench.fake.account;

import io.github.batchbench.fake.model.BatchErrorCode;
import io.github.batchbench.fake.model.Certificate;
import io.github.batchbench.fake.model.CertificateState;
import io.github.batchbench.fake.state.Entities;
import io.github.batchbench.fake.time.Engine;
import io.github.batchbench.fake.time.Latencies;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The account's certificates, as they still stand in the versions before 2025. Nodes do not install them. */
public final class Certificates {
    private final Engine engine;
    private final Entities entities;
    private final NavigableMap<String, Certificate> byThumbprint = new TreeMap<>();

    Certificates(Engine engine, Entities entities) {
        this.engine = engine;
        this.entities = entities;
        engine.onReset(byThumbprint::clear);
    }

    /**
     * Adds a certificate.
     *
     * @throws io.github.batchbench.fake.model.BatchException {@code CertificateExists}
     */
    public Certificate add(UploadedCertificate sent) {
        return engine.exclusively(() -> {
            String key = sent.thumbprint().toLowerCase(Locale.ROOT);
            if (byThumbprint.containsKey(key)) {
                throw BatchErrorCode.CERTIFICATE_EXISTS.exception();
            }
            Certificate certificate = new Certificate(
                    key, sent.algorithm().toLowerCase(Locale.ROOT), sent.publicData(), sent.plain(), engine.now());
            byThumbprint.put(key, certificate);
            return certificate;
        });
    }

    /**
     * The certificate of this thumbprint, whatever the case of its letters.
     *
     * @throws io.github.batchbench.fake.model.BatchException {@code CertificateNotFound}
     */
    public Certificate get(String thumbprint) {
        return engine.exclusively(() -> {
            Certificate certificate = byThumbprint.get(thumbprint.toLowerCase(Locale.ROOT));
            if (certificate == null) {
                throw BatchErrorCode.CERTIFICATE_NOT_FOUND.exception();
            }
            return certificate;
        });
    }

    /** All certificates as they are now, sorted by thumbprint. */
    public List<Certificate> all() {
        return engine.exclusively(() -> List.copyOf(byThumbprint.values()));
    }

    /** Starts to delete a certificate; it fails if a pool uses it. */
    public void delete(String thumbprint) {
        engine.exclusively(() -> {
            Certificate certificate = get(thumbprint);
            if (certificate.lifecycle().is(CertificateState.DELETING)) {
                throw BatchErrorCode.CERTIFICATE_BEING_DELETED.exception();
            }
            move(certificate, CertificateState.DELETING);
            removeLater(certificate);
        });
    }

    private void removeLater(Certificate certificate) {
        engine.after(Latencies::deletion, () -> {
            if (!certificate.lifecycle().is(CertificateState.DELETING)) {
                return;
            }
            if (isUsed(certificate)) {
                move(certificate, CertificateState.DELETE_FAILED);
            } else {
                byThumbprint.remove(certificate.thumbprint());
            }
        });
    }

    /** A certificate is there again; one that was being deleted still is. Under the lock. */
    void restore(Certificate certificate) {
        byThumbprint.put(certificate.thumbprint(), certificate);
        if (certificate.lifecycle().is(CertificateState.DELETING)) {
            removeLater(certificate);
        }
    }

    /** Makes a certificate whose deletion failed active again. */
    public Certificate cancelDeletion(String thumbprint) {
        return engine.exclusively(() -> {
            Certificate certificate = get(thumbprint);
            switch (certificate.lifecycle().state()) {
                case ACTIVE -> throw BatchErrorCode.CERTIFICATE_STATE_ACTIVE.exception();
                case DELETING -> throw BatchErrorCode.CERTIFICATE_BEING_DELETED.exception();
                case DELETE_FAILED -> move(certificate, CertificateState.ACTIVE);
            }
            return certificate;
        });
    }

    private boolean isUsed(Certificate certificate) {
        return entities.pools().stream().anyMatch(pool -> pool.settings().usesCertificate(certificate.thumbprint()));
    }

    private void move(Certificate certificate, CertificateState next) {
        certificate.lifecycle().to(next, engine.now(), () -> "certificate " + certificate.thumbprint());
    }
}
