package io.github.batchbench.fake.protocol.blob;

import io.github.batchbench.fake.blob.AppendBlobs;
import io.github.batchbench.fake.blob.Blob;
import io.github.batchbench.fake.blob.Blob.Attributes;
import io.github.batchbench.fake.blob.BlobContent;
import io.github.batchbench.fake.blob.BlobError;
import io.github.batchbench.fake.blob.BlobException;
import io.github.batchbench.fake.blob.BlobHeaders;
import io.github.batchbench.fake.blob.CopyRecord;
import io.github.batchbench.fake.blob.Preconditions;
import io.github.batchbench.fake.blob.StorageAccount;
import io.github.batchbench.fake.protocol.blob.format.Tags;
import io.github.batchbench.fake.protocol.blob.message.Answer;
import io.github.batchbench.fake.protocol.blob.message.BlobCall;
import io.github.batchbench.fake.protocol.blob.message.BlobOperation;
import io.github.batchbench.fake.protocol.blob.message.ByteRange;
import io.github.batchbench.fake.protocol.blob.message.Digests;
import io.github.batchbench.fake.protocol.blob.message.Guids;
import io.github.batchbench.fake.protocol.blob.message.Reader;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Copies: of blobs, and of ranges into blocks. Each is complete when it is answered. */
final class CopyActions {
    private static final String TAG_OPTION = "x-ms-copy-source-tag-option";

    private final StorageAccount account;
    private final CopySources sources;

    CopyActions(StorageAccount account, CopySources sources) {
        this.account = account;
        this.sources = sources;
    }

    void register(Map<BlobOperation, Action> actions) {
        actions.put(BlobOperation.COPY_BLOB, this::copy);
        actions.put(BlobOperation.COPY_BLOB_FROM_URL, this::copyAtOnce);
        actions.put(BlobOperation.PUT_BLOB_FROM_URL, this::putFromUrl);
        actions.put(BlobOperation.PUT_BLOCK_FROM_URL, this::stageFromUrl);
        actions.put(BlobOperation.APPEND_BLOCK_FROM_URL, this::appendFromUrl);
        actions.put(BlobOperation.ABORT_COPY, this::abort);
    }

    private Answer abort(BlobCall call) {
        String id = call.requiredParam("copyid");
        if (!call.requiredHeader("x-ms-copy-action").equals("abort")) {
            throw call.invalidHeader("x-ms-copy-action");
        }
        if (!Guids.isGuid(id)) {
            throw call.invalidParam("copyid").with("Reason", "copyid needs to be valid Guid.");
        }
        account.blobs().read(call.key(), "", Reader.preconditions(call), view -> view);
        throw BlobError.NO_PENDING_COPY_OPERATION.exception();
    }

    /** What a request says of the copy, read before there is content that nobody would remove. */
    private record Wanted(
            Map<String, String> metadata,
            Map<String, String> tags,
            boolean sourcesTags,
            @Nullable String tier,
            @Nullable Boolean seal,
            Preconditions conditions) {
        static Wanted of(BlobCall call) {
            Map<String, String> tags =
                    call.header("x-ms-tags").map(Tags::ofHeader).orElse(Map.of());
            boolean sourcesTags = sourcesTags(call);
            if (sourcesTags && !tags.isEmpty()) {
                throw call.invalidHeader(TAG_OPTION);
            }
            return new Wanted(
                    Reader.metadata(call),
                    tags,
                    sourcesTags,
                    Reader.tier(call),
                    call.flag("x-ms-seal-blob").orElse(null),
                    Reader.preconditions(call));
        }

        private static boolean sourcesTags(BlobCall call) {
            return call.header(TAG_OPTION)
                    .map(option -> switch (option.toUpperCase(Locale.ROOT)) {
                        case "COPY" -> true;
                        case "REPLACE" -> false;
                        default -> throw call.invalidHeader(TAG_OPTION);
                    })
                    .orElse(false);
        }

        /** A copy has the source's metadata unless the request brings some, and its tags only if it asks for them. */
        Attributes attributes(BlobHeaders headers, Blob source) {
            return new Attributes(headers, metadata.isEmpty() ? source.metadata() : metadata, tagsBeside(source), tier);
        }

        Map<String, String> tagsBeside(Blob source) {
            return sourcesTags ? source.tags() : tags;
        }
    }

    private Answer copy(BlobCall call) throws IOException {
        Wanted wanted = Wanted.of(call);
        account.blobs().checkRights(call.key(), wanted.conditions());
        CopySource.Opened source = sources.open(call);
        try {
            return copied(call, wanted, source);
        } catch (BlobException e) {
            throw ofTarget(e, wanted);
        }
    }

    /**
     * Recorded of a copy that the service makes later: of its two conditions it says which is not met. That one on tags keeps its
     * own code is recorded of the source, and a guess of the target.
     */
    private static BlobException ofTarget(BlobException refusal, Wanted wanted) {
        boolean ofTags = wanted.conditions().conditions().tags() != null;
        return refusal.error() == BlobError.CONDITION_NOT_MET && !ofTags
                ? BlobError.TARGET_CONDITION_NOT_MET.exception()
                : refusal;
    }

    private Answer copyAtOnce(BlobCall call) throws IOException {
        Wanted wanted = Wanted.of(call);
        account.blobs().checkRights(call.key(), wanted.conditions());
        CopySource.Opened source = fetch(call);
        return check(call, source.content(), digests -> digests.tellOfSource(copied(call, wanted, source), call));
    }

    private Answer copied(BlobCall call, Wanted wanted, CopySource.Opened source) {
        CopyRecord record = record(call, source);
        Blob made = account.blobs()
                .putCopy(
                        call.key(),
                        source.blob(),
                        source.content(),
                        wanted.attributes(source.blob().headers(), source.blob()),
                        wanted.conditions(),
                        record,
                        wanted.seal());
        return Answer.of(202)
                .etag(made.etag(), made.modified())
                .header("x-ms-copy-id", record.id())
                .header("x-ms-copy-status", "success");
    }

    private CopyRecord record(BlobCall call, CopySource.Opened source) {
        return new CopyRecord(
                UUID.randomUUID().toString(),
                CopySource.of(call).shown(),
                source.content().length(),
                account.now());
    }

    private Answer putFromUrl(BlobCall call) throws IOException {
        Wanted wanted = Wanted.of(call);
        BlobHeaders own = Reader.headers(call, false);
        boolean keep = call.flag("x-ms-copy-source-blob-properties").orElse(true);
        requireNoBody(call);
        account.blobs().checkRights(call.key(), wanted.conditions());
        CopySource.Opened source = fetch(call);
        return check(call, source.content(), digests -> {
            Blob from = source.blob();
            Attributes attributes = keep
                    ? wanted.attributes(merged(call, own, from.headers()), from)
                    : new Attributes(own, wanted.metadata(), wanted.tagsBeside(from), wanted.tier());
            Blob made = account.blockBlobs().put(call.key(), source.content(), attributes, wanted.conditions());
            return digests.tellOfSource(Answer.of(201).etag(made.etag(), made.modified()), call)
                    .header("x-ms-request-server-encrypted", "true");
        });
    }

    private static BlobHeaders merged(BlobCall call, BlobHeaders own, BlobHeaders source) {
        boolean ownType = call.header("x-ms-blob-content-type").isPresent();
        return new BlobHeaders(
                ownType ? own.contentType() : source.contentType(),
                own.contentEncoding() == null ? source.contentEncoding() : own.contentEncoding(),
                own.contentLanguage() == null ? source.contentLanguage() : own.contentLanguage(),
                own.contentDisposition() == null ? source.contentDisposition() : own.contentDisposition(),
                own.cacheControl() == null ? source.cacheControl() : own.cacheControl(),
                own.contentMd5() == null ? source.contentMd5() : own.contentMd5());
    }

    private Answer stageFromUrl(BlobCall call) throws IOException {
        String id = BlockActions.blockId(call.requiredParam("blockid"));
        Preconditions conditions = Reader.preconditions(call);
        BlobContent part = part(call);
        return check(call, part, digests -> {
            account.blockBlobs().stage(call.key(), id, part, conditions);
            return digests.tellOfSource(Answer.of(201), call).header("x-ms-request-server-encrypted", "true");
        });
    }

    private Answer appendFromUrl(BlobCall call) throws IOException {
        AppendBlobs.Place place = AppendActions.place(call);
        Preconditions conditions = Reader.preconditions(call);
        BlobContent part = part(call);
        return check(call, part, digests -> {
            AppendBlobs.Appended appended = account.appendBlobs().append(call.key(), part, place, conditions);
            return AppendActions.answer(appended).header("Content-MD5", digests.md5());
        });
    }

    /** The range that is asked for; another server has already cut it out. */
    private BlobContent part(BlobCall call) throws IOException {
        requireNoBody(call);
        ByteRange.requireOfSource(call);
        CopySource.Opened source = fetch(call);
        if (source.ranged() || call.header("x-ms-source-range").isEmpty()) {
            return source.content();
        }
        try {
            ByteRange wanted = ByteRange.ofSource(call, source.content().length());
            return source.content().slice(wanted.offset(), wanted.length());
        } finally {
            source.content().release();
        }
    }

    private CopySource.Opened fetch(BlobCall call) throws IOException {
        Digests.requireOfSource(call);
        return sources.fetch(call);
    }

    /** What comes from a URL does not come with the request. */
    private static void requireNoBody(BlobCall call) {
        if (call.request().body().length() > 0) {
            throw call.invalidLength();
        }
    }

    /** What becomes of a content that is what its sender says it is; from here on somebody owns it. */
    private interface Step {
        Answer run(Digests digests);
    }

    private static Answer check(BlobCall call, BlobContent content, Step then) throws IOException {
        Digests digests;
        try (InputStream in = content.open(0, content.length())) {
            digests = Digests.of(in);
            digests.checkSource(call);
        } catch (IOException | RuntimeException e) {
            content.release();
            throw e;
        }
        return then.run(digests);
    }
}
