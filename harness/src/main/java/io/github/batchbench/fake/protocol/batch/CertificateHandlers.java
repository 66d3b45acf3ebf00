package io.github.batchbench.fake.protocol.batch;

import io.github.batchbench.fake.account.BatchAccount;
import io.github.batchbench.fake.model.BatchException;
import io.github.batchbench.fake.model.Certificate;
import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.protocol.batch.view.CertificateView;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.Map;
import org.apache.commons.codec.digest.DigestUtils;

/** The operations on certificates, of the versions that still have them. */
final class CertificateHandlers {
    private static final String FRAGMENT = "certificates";

    private final BatchAccount account;

    CertificateHandlers(BatchAccount account) {
        this.account = account;
    }

    Map<String, OperationHandler> operations() {
        return Map.of(
                "Certificate_Add", this::add,
                "Certificate_Get", this::get,
                "Certificate_List", this::list,
                "Certificate_Delete", this::delete,
                "Certificate_CancelDeletion", this::cancelDeletion);
    }

    private Answer add(Call call) {
        Document sent = call.normalisedBody();
        String thumbprint = sent.string("thumbprint").orElse("");
        String algorithm = sent.string("thumbprintAlgorithm").orElse("");
        if (!algorithm.equalsIgnoreCase("sha1")) {
            throw BatchException.invalidProperty("thumbprintAlgorithm", algorithm, "The value must be sha1");
        }
        byte[] encoded = encoded(sent);
        if (!thumbprint.equalsIgnoreCase(DigestUtils.sha1Hex(encoded))) {
            throw BatchException.invalidProperty(
                    "thumbprint", thumbprint, "The thumbprint is not that of the certificate");
        }
        Certificate certificate = account.certificates()
                .add(thumbprint, algorithm, Base64.getEncoder().encodeToString(encoded));
        return Answer.status(201).withLocation(CertificateView.url(certificate, call.base()));
    }

    /** The certificate in the data, which is a certificate or a key store with one. */
    private static byte[] encoded(Document sent) {
        String data = sent.string("data").orElse("");
        boolean plain = sent.string("certificateFormat").map("cer"::equals).orElse(false);
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

    private Answer get(Call call) {
        return account.exclusively(() -> Answer.json(
                200, call.entity(FRAGMENT + "/@Element", CertificateView.of(certificate(call), call.base()))));
    }

    private Answer list(Call call) {
        return account.exclusively(() -> Listing.of(
                        FRAGMENT,
                        account.certificates().all(),
                        Certificate::thumbprint,
                        certificate -> CertificateView.of(certificate, call.base()))
                .answer(call));
    }

    private Answer delete(Call call) {
        account.certificates().delete(certificate(call).thumbprint());
        return Answer.status(202);
    }

    private Answer cancelDeletion(Call call) {
        account.certificates().cancelDeletion(certificate(call).thumbprint());
        return Answer.status(204).withId(call.url()).with("Content-Length", "0");
    }

    private Certificate certificate(Call call) {
        return account.certificates().get(call.pathParameter("thumbprint"));
    }
}
