package io.github.batchbench.fake.protocol.batch;

import com.microsoft.azure.batch.protocol.models.CertificateReference;
import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import org.apache.commons.codec.digest.DigestUtils;

/** A certificate that nobody trusts and whose key nobody has. */
record TestCertificate(String base64, String thumbprint) {
    static TestCertificate read() throws IOException {
        try (InputStream in = TestCertificate.class.getResourceAsStream("test-certificate.pem")) {
            byte[] encoded = CertificateFactory.getInstance("X.509")
                    .generateCertificate(in)
                    .getEncoded();
            return new TestCertificate(Base64.getEncoder().encodeToString(encoded), DigestUtils.sha1Hex(encoded));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    CertificateReference reference() {
        return new CertificateReference().withThumbprint(thumbprint).withThumbprintAlgorithm("sha1");
    }
}
