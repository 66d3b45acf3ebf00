package io.github.batchbench.fake.protocol.blob;

import io.github.batchbench.fake.blob.Blob;
import io.github.batchbench.fake.blob.BlobError;
import io.github.batchbench.fake.blob.BlobException;
import io.github.batchbench.fake.blob.Preconditions;
import io.github.batchbench.fake.blob.StorageAccount;
import io.github.batchbench.fake.protocol.Content;
import io.github.batchbench.fake.protocol.Headers;
import io.github.batchbench.fake.protocol.Request;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** Opens the sources of copies: blobs of this account, or what another server on this machine has. */
final class CopySources {
    private final StorageAccount account;
    private final Gatekeeper gatekeeper;
    private final RemoteSource remote;

    CopySources(StorageAccount account, Gatekeeper gatekeeper) {
        this.account = account;
        this.gatekeeper = gatekeeper;
        this.remote = new RemoteSource(account.store());
    }

    CopySource.Opened open(BlobCall call) throws IOException {
        CopySource source = CopySource.of(call);
        return source.isHere(call) ? openHere(source, call) : remote.open(source, call);
    }

    private CopySource.Opened openHere(CopySource source, BlobCall call) {
        BlobCall reading = reading(source, call);
        try {
            authorize(reading);
            return account.blobs().read(reading.key(), reading.snapshot(), conditions(call), view -> {
                requireReadable(view.blob(), call);
                return new CopySource.Opened(view.blob(), view.share());
            });
        } catch (BlobException e) {
            throw translated(e);
        }
    }

    private static void requireReadable(Blob blob, BlobCall call) {
        if (blob.archived() && Reader.tier(call) == null) {
            throw BlobError.BLOB_ARCHIVED.exception();
        }
    }

    /**
     * Within the account a source without a signature is read by the right of whoever may write the copy, as Azurite
     * has it; a signature that is there must allow the reading.
     */
    private void authorize(BlobCall reading) {
        if (Sas.isIn(reading.query())) {
            gatekeeper.admit(reading).authorize(BlobOperation.GET_BLOB, reading);
        }
    }

    private static Preconditions conditions(BlobCall call) {
        return new Preconditions(Reader.sourceConditions(call), null, true);
    }

    private BlobCall reading(CopySource source, BlobCall call) {
        Request request = new Request(
                "GET",
                source.uri().getRawPath(),
                Optional.ofNullable(source.uri().getRawQuery()).orElse(""),
                call.header("Host").map(host -> Headers.NONE.with("Host", host)).orElse(Headers.NONE),
                Content.EMPTY);
        Map<String, String> query = QueryText.first(request.query());
        BlobTarget target = BlobTarget.of(request.path());
        if (!target.account().equals(account.name())) {
            throw CopySource.unverified(404, "There is no storage account " + target.account() + " here.");
        }
        return new BlobCall(request, target.blob().isEmpty() ? target.inRootContainer() : target, query, true);
    }

    private static RuntimeException translated(BlobException refusal) {
        return switch (refusal.error()) {
            case CONDITION_NOT_MET, NOT_MODIFIED, UNSATISFIABLE_CONDITION ->
                BlobError.SOURCE_CONDITION_NOT_MET.exception();
            case BLOB_ARCHIVED, CANNOT_VERIFY_COPY_SOURCE -> refusal;
            default -> CopySource.unverified(refusal.status(), refusal.getMessage());
        };
    }
}
