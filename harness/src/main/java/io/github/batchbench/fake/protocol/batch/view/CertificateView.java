package io.github.batchbench.fake.protocol.batch.view;

import io.github.batchbench.fake.model.Certificate;
import io.github.batchbench.fake.model.Document;

/** A certificate as the service shows it. To be made under the account's lock. */
public final class CertificateView {
    private CertificateView() {}

    /** The URL of a certificate. */
    public static String url(Certificate certificate, String base) {
        return base + "/certificates(ThumbprintAlgorithm=" + certificate.algorithm() + ",Thumbprint="
                + certificate.thumbprint() + ")";
    }

    /** The certificate. */
    public static Document of(Certificate certificate, String base) {
        Shape shape = new Shape()
                .put("thumbprint", certificate.thumbprint())
                .put("thumbprintAlgorithm", certificate.algorithm())
                .put(
                        "url",
                        base + "/certificates(thumbprintAlgorithm=" + certificate.algorithm() + ",thumbprint="
                                + certificate.thumbprint() + ")");
        StateView.put(shape, certificate.lifecycle());
        return shape.put("publicData", certificate.publicData()).document();
    }
}
