package io.github.batchbench.fake.protocol.batch.schema;

import io.github.batchbench.fake.account.UploadedCertificate;
import io.github.batchbench.fake.model.BatchException;
import io.github.batchbench.fake.model.Document;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import org.apache.commons.codec.digest.DigestUtils;

/** Reads the certificates that clients send. */
public final class CertificateBody {
    private CertificateBody() {}

    /**
     * Reads one.
     *
     * @param sent in the data plane's words
     * @throws BatchException if it is none, or another one than it is said to be
     */
    public static UploadedCertificate read(Document sent) {
        String thumbprint = sent.string("thumbprint").orElse("");
        String algorithm = sent.string("thumbprintAlgorithm").orElse("");
        if (!algorithm.equalsIgnoreCase("sha1")) {
            throw BatchException.invalidProperty("thumbprintAlgorithm", algorithm, "The value must be sha1");
        }
        boolean plain = sent.string("certificateFormat").map("cer"::equals).orElse(false);
        byte[] encoded = encoded(sent, plain);
        if (!thumbprint.equalsIgnoreCase(DigestUtils.sha1Hex(encoded))) {
            throw BatchException.invalidProperty(
                    "thumbprint", thumbprint, "The thumbprint is not that of the certificate");
        }
        return new UploadedCertificate(
                thumbprint, algorithm, Base64.getEncoder().encodeToString(encoded), plain);
    }

    /** The certificate in the data, which is a certificate or a key store with one. */
    private static byte[] encoded(Document sent, boolean plain) {
        String data = sent.string("data").orElse("");
        try {
            byte[] bytes = Base64.getMimeDecoder().decode(data);
            if (plain) {
                return CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(bytes))
                        .getEncoded();
            }
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(
                    new ByteArrayInputStream(bytes),
                    sent.string("password").orElse("").toCharArray());
            return store.getCertificate(store.aliases().nextElement()).getEncoded();
        } catch (GeneralSecurityException | IOException | IllegalArgumentException e) {
            throw BatchException.invalidProperty(
                    "data", "", "The data is not a certificate of the given format and password");
        }
    }
}
