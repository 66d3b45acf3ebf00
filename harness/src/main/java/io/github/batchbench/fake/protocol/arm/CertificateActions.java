package io.github.batchbench.fake.protocol.arm;

import io.github.batchbench.fake.account.BatchAccount;
import io.github.batchbench.fake.account.UploadedCertificate;
import io.github.batchbench.fake.model.BatchErrorCode;
import io.github.batchbench.fake.model.Certificate;
import io.github.batchbench.fake.model.CertificateState;
import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.model.Revision;
import io.github.batchbench.fake.protocol.batch.json.WireTime;
import io.github.batchbench.fake.protocol.batch.schema.CertificateBody;
import io.github.batchbench.fake.subscription.BatchResource;
import io.github.batchbench.fake.subscription.ResourceErrorCode;
import io.github.batchbench.fake.subscription.Subscription;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** The certificates of a Batch account, which are those of the data plane, in the versions that still have them. */
final class CertificateActions {
    private static final String ALL = BatchAccountActions.ONE + "/certificates";
    private static final String ONE = ALL + "/{certificate}";

    /** The first version without them. */
    private static final String GONE_SINCE = "2025-06-01";

    private final Subscription subscription;
    private final BatchAccountView accounts;

    CertificateActions(Subscription subscription) {
        this.subscription = subscription;
        this.accounts = new BatchAccountView(subscription);
    }

    List<Route> routes() {
        return List.of(
                route("Certificate_ListByBatchAccount", "GET", ALL, this::list),
                route("Certificate_Get", "GET", ONE, in -> in.shown(in.present())),
                route("Certificate_Create", "PUT", ONE, this::put),
                route("Certificate_Update", "PATCH", ONE, this::patch),
                route("Certificate_Delete", "DELETE", ONE, this::delete),
                route("Certificate_CancelDeletion", "POST", ONE + "/cancelDelete", this::cancelDeletion),
                route(
                        "CertificateOperation_GetResult",
                        "GET",
                        BatchAccountActions.ONE + "/certificateOperationResults/{certificate}",
                        this::deleted));
    }

    private Route route(String name, String method, String path, Function<Scope, ArmAnswer> action) {
        return Route.of(name, method, path, call -> {
            if (call.version().compareTo(GONE_SINCE) >= 0) {
                throw ResourceErrorCode.TYPE_NOT_REGISTERED.exception("", call.version(), "batchAccounts/certificates");
            }
            BatchResource resource = accounts.named(call);
            BatchAccount batch = subscription.served(resource);
            return batch.exclusively(() -> action.apply(new Scope(call, batch, accounts.id(resource))));
        });
    }

    /** A call about the certificates of an account, under its lock. A name is the algorithm and the thumbprint. */
    private record Scope(ArmCall call, BatchAccount batch, String account) {
        String thumbprint() {
            String name = call.name("certificate");
            return name.substring(name.indexOf('-') + 1).replaceFirst("-.*", "");
        }

        Optional<Certificate> found() {
            return batch.certificates().all().stream()
                    .filter(each -> each.thumbprint().equalsIgnoreCase(thumbprint()))
                    .findFirst();
        }

        Certificate present() {
            return batch.certificates().get(thumbprint());
        }

        /** What is sent, in the data plane's words, whose thumbprint is that of the name. */
        UploadedCertificate sent() {
            Document sent = call.body().object("properties").orElse(Document.EMPTY);
            String name = call.name("certificate");
            return CertificateBody.read(sent.with("thumbprint", thumbprint())
                    .with("thumbprintAlgorithm", name.substring(0, Math.max(0, name.indexOf('-'))))
                    .with(
                            "certificateFormat",
                            sent.string("format").orElse("Pfx").toLowerCase(Locale.ROOT)));
        }

        ArmAnswer shown(Certificate certificate) {
            return ArmAnswer.json(200, view(certificate)).of(revision(certificate));
        }

        Document view(Certificate certificate) {
            String name = certificate.algorithm() + "-" + certificate.thumbprint();
            Document properties = Document.of("thumbprintAlgorithm", certificate.algorithm())
                    .with("thumbprint", certificate.thumbprint())
                    .with("provisioningState", state(certificate.lifecycle().state()))
                    .with(
                            "provisioningStateTransitionTime",
                            WireTime.inBody(certificate.lifecycle().since()))
                    .with("format", certificate.isPlain() ? "Cer" : "Pfx")
                    .with("publicData", certificate.publicData());
            CertificateState previous = certificate.lifecycle().previous();
            return Document.of("name", name)
                    .with("id", account + "/certificates/" + name)
                    .with("type", "Microsoft.Batch/batchAccounts/certificates")
                    .with("etag", ArmAnswer.eTag(revision(certificate)))
                    .with(
                            "properties",
                            previous == null
                                    ? properties
                                    : properties.with("previousProvisioningState", state(previous)));
        }

        ArmAnswer accepted(Certificate leaving) {
            return ArmAnswer.accepted(call.origin() + account + "/certificateOperationResults/" + leaving.algorithm()
                    + "-" + leaving.thumbprint() + "-"
                    + revision(leaving).eTag().substring("0x".length()) + "?api-version=" + call.version());
        }
    }

    /** Its state is all of it that changes. */
    private static Revision revision(Certificate certificate) {
        return new Revision(certificate.lifecycle().since());
    }

    private static String state(CertificateState state) {
        return switch (state) {
            case ACTIVE -> "Succeeded";
            case DELETING -> "Deleting";
            case DELETE_FAILED -> "Failed";
        };
    }

    private ArmAnswer list(Scope in) {
        return new ArmListing("Certificate_ListByBatchAccount")
                .of(
                        in.call(),
                        in.batch().certificates().all().stream().map(in::view).toList());
    }

    /** What is there stays as it is, for its thumbprint says all of it (recorded). */
    private ArmAnswer put(Scope in) {
        Optional<Certificate> present = in.found();
        if (present.isPresent()
                && in.call().request().headers().first("If-None-Match").isPresent()) {
            throw BatchErrorCode.CERTIFICATE_EXISTS.exception();
        }
        UploadedCertificate sent = in.sent();
        return in.shown(present.orElseGet(() -> in.batch().certificates().add(sent)));
    }

    private ArmAnswer patch(Scope in) {
        Certificate present = in.present();
        UploadedCertificate ignored = in.sent();
        return in.shown(present);
    }

    private ArmAnswer delete(Scope in) {
        Optional<Certificate> present = in.found();
        if (present.isEmpty()) {
            return ArmAnswer.status(204);
        }
        if (!present.get().lifecycle().is(CertificateState.DELETING)) {
            in.batch().certificates().delete(in.thumbprint());
        }
        return in.accepted(present.get());
    }

    private ArmAnswer deleted(Scope in) {
        Optional<Certificate> present = in.found();
        if (present.isPresent() && present.get().lifecycle().is(CertificateState.DELETE_FAILED)) {
            throw ResourceErrorCode.CERTIFICATE_USED.exception();
        }
        return present.filter(each -> each.lifecycle().is(CertificateState.DELETING))
                .map(in::accepted)
                .orElseGet(() -> ArmAnswer.status(200));
    }

    /** Where nothing is to be cancelled, nothing changes (recorded). */
    private ArmAnswer cancelDeletion(Scope in) {
        Certificate present = in.present();
        return in.shown(
                present.lifecycle().is(CertificateState.ACTIVE)
                        ? present
                        : in.batch().certificates().cancelDeletion(in.thumbprint()));
    }
}
