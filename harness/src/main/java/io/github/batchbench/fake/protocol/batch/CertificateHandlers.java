package io.github.batchbench.fake.protocol.batch;

import io.github.batchbench.fake.account.BatchAccount;
import io.github.batchbench.fake.model.Certificate;
import io.github.batchbench.fake.protocol.batch.schema.CertificateBody;
import io.github.batchbench.fake.protocol.batch.view.CertificateView;
import java.util.Map;

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
        Certificate certificate = account.certificates().add(CertificateBody.read(call.normalisedBody()));
        return Answer.status(201).withLocation(CertificateView.url(certificate, call.base()));
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
