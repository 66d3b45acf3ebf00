package io.github.batchbench.fake.protocol.blob;

import io.github.batchbench.fake.blob.Blob;
import io.github.batchbench.fake.blob.BlobError;
import io.github.batchbench.fake.blob.BlobException;
import io.github.batchbench.fake.blob.Preconditions;
import io.github.batchbench.fake.blob.StorageAccount;
import io.github.batchbench.fake.blob.TagFilter;
import io.github.batchbench.fake.protocol.Content;
import io.github.batchbench.fake.protocol.Headers;
import io.github.batchbench.fake.protocol.Headers.Header;
import io.github.batchbench.fake.protocol.Request;
import io.github.batchbench.fake.protocol.blob.access.Gatekeeper;
import io.github.batchbench.fake.protocol.blob.format.QueryText;
import io.github.batchbench.fake.protocol.blob.message.Address;
import io.github.batchbench.fake.protocol.blob.message.BlobCall;
import io.github.batchbench.fake.protocol.blob.message.BlobOperation;
import io.github.batchbench.fake.protocol.blob.message.Reader;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Opens the sources of copies: blobs of the accounts here, or what another server on this machine has. */
final class CopySources {
    private final StorageAccount account;
    private final Map<String, Gatekeeper> doors;
    private final RemoteSource remote;

    CopySources(StorageAccount account, Map<String, Gatekeeper> doors, RemoteServers servers) {
        this.account = account;
        this.doors = doors;
        this.remote = new RemoteSource(account.store(), servers);
    }

    /** For a copy that the service makes later: the account's owner needs no other right to what is in it. */
    CopySource.Opened open(BlobCall call) throws IOException {
        return open(call, false);
    }

    /** As any client reads, by HTTP and at once: what is private needs a signature or a token of its own. */
    CopySource.Opened fetch(BlobCall call) throws IOException {
        return open(call, true);
    }

    private CopySource.Opened open(BlobCall call, boolean fetched) throws IOException {
        CopySource source = CopySource.of(call);
        Optional<Address> address = source.pathHere(call).map(Address::pathStyle);
        if (address.isEmpty()) {
            return remote.open(source, call);
        }
        Gatekeeper door = doors.get(address.get().account());
        if (door == null) {
            throw CopySource.unverified(
                    call,
                    404,
                    "",
                    "There is no storage account " + address.get().account() + " here.");
        }
        boolean asClient = fetched;
        CopySource.Opened opened;
        try {
            BlobCall reading = BlobCall.read(request(source, call), address.get(), call.version());
            boolean owned = call.rights() == BlobCall.Rights.ACCOUNT && door.account() == account;
            asClient = fetched || !owned || QueryText.isSigned(reading.query());
            if (asClient) {
                door.admit(reading).authorize(BlobOperation.GET_BLOB, reading);
            }
            Preconditions conditions = new Preconditions(Reader.sourceConditions(call), null, true);
            opened = door.account().blobs().read(reading.key(), reading.snapshot(), conditions, view -> {
                requireReadable(view.blob(), call);
                return new CopySource.Opened(view.blob(), view.share(), false);
            });
        } catch (BlobException e) {
            throw translated(e, call, fetched, asClient);
        }
        requireTags(opened, call, fetched);
        return opened;
    }

    private static void requireReadable(Blob blob, BlobCall call) {
        if (blob.archived() && Reader.tier(call) == null) {
            throw BlobError.BLOB_ARCHIVED.exception();
        }
    }

    /** Unlike the other conditions this one keeps its own error, as recorded. */
    private static void requireTags(CopySource.Opened opened, BlobCall call, boolean fetched) {
        TagFilter tags = Reader.sourceTags(call);
        if (tags != null && !tags.matches(opened.blob().tags())) {
            opened.content().release();
            BlobException refusal = BlobError.CONDITION_NOT_MET.exception();
            throw fetched ? translated(refusal, call, true, true) : refusal;
        }
    }

    private static Request request(CopySource source, BlobCall call) {
        List<Header> headers = call.header("x-ms-copy-source-authorization")
                .map(token -> List.of(new Header("Authorization", token)))
                .orElse(List.of());
        return new Request(
                "GET",
                source.uri().getRawPath(),
                source.query(),
                Headers.of(headers),
                Content.EMPTY,
                "https".equalsIgnoreCase(source.uri().getScheme()));
    }

    /** What becomes of the refusal of a source: what a client would be told is handed on, with its status. */
    private static BlobException translated(BlobException refusal, BlobCall call, boolean fetched, boolean asClient) {
        BlobException unverified =
                CopySource.unverified(call, refusal.status(), refusal.error().code(), refusal.getMessage());
        return switch (refusal.error()) {
            case CONDITION_NOT_MET, NOT_MODIFIED, UNSATISFIABLE_CONDITION ->
                fetched ? unverified : BlobError.SOURCE_CONDITION_NOT_MET.exception();
            case BLOB_ARCHIVED, BLOB_NOT_FOUND, CONTAINER_NOT_FOUND -> asClient ? unverified : refusal;
            case CANNOT_VERIFY_COPY_SOURCE, INVALID_HEADER_VALUE -> refusal;
            default -> unverified;
        };
    }
}
