package io.github.batchbench.fake.protocol.blob;

import io.github.batchbench.fake.blob.AppendBlobs;
import io.github.batchbench.fake.blob.Blob;
import io.github.batchbench.fake.blob.Blob.Attributes;
import io.github.batchbench.fake.blob.BlobContent;
import io.github.batchbench.fake.blob.BlobError;
import io.github.batchbench.fake.blob.BlobException;
import io.github.batchbench.fake.blob.BlobHeaders;
import io.github.batchbench.fake.blob.CopyRecord;
import io.github.batchbench.fake.blob.StorageAccount;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Copies: of blobs, and of ranges into blocks. Each is complete when it is answered. */
final class CopyActions {
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
        actions.put(BlobOperation.ABORT_COPY, call -> {
            account.blobs().read(call.key(), "", Reader.preconditions(call), view -> view);
            throw BlobError.NO_PENDING_COPY_OPERATION.exception();
        });
    }

    private Answer copy(BlobCall call) throws IOException {
        return copied(call, sources.open(call));
    }

    private Answer copyAtOnce(BlobCall call) throws IOException {
        CopySource.Opened source = sources.fetch(call);
        return check(call, source.content(), digests -> digests.tellOfSource(copied(call, source), call));
    }

    private Answer copied(BlobCall call, CopySource.Opened source) {
        CopyRecord record = record(call, source);
        Attributes attributes = owned(source, () -> copiedAttributes(call, source.blob()));
        Blob made = account.blobs()
                .putCopy(
                        call.key(),
                        source.blob(),
                        source.content(),
                        attributes,
                        Reader.preconditions(call),
                        record,
                        seal(call));
        return Answer.of(202)
                .etag(made.etag(), made.modified())
                .header("x-ms-copy-id", record.id())
                .header("x-ms-copy-status", "success");
    }

    private static @Nullable Boolean seal(BlobCall call) {
        return call.header("x-ms-seal-blob").map(Boolean::valueOf).orElse(null);
    }

    private CopyRecord record(BlobCall call, CopySource.Opened source) {
        return new CopyRecord(
                UUID.randomUUID().toString(),
                CopySource.of(call).shown(),
                source.content().length(),
                account.now());
    }

    /** A copy has the source's headers, and its metadata unless the request brings some. */
    private static Attributes copiedAttributes(BlobCall call, Blob source) {
        return new Attributes(source.headers(), metadata(call, source), tags(call, source), Reader.tier(call));
    }

    private static Map<String, String> metadata(BlobCall call, Blob source) {
        Map<String, String> own = Reader.metadata(call);
        return own.isEmpty() ? source.metadata() : own;
    }

    private static Map<String, String> tags(BlobCall call, Blob source) {
        Map<String, String> own = call.header("x-ms-tags").map(Tags::ofHeader).orElse(Map.of());
        Optional<String> option = call.header("x-ms-copy-source-tag-option");
        if (option.filter("COPY"::equalsIgnoreCase).isEmpty()) {
            return own;
        }
        if (!own.isEmpty()) {
            throw call.invalidHeader("x-ms-copy-source-tag-option");
        }
        return source.tags();
    }

    private Answer putFromUrl(BlobCall call) throws IOException {
        CopySource.Opened source = sources.fetch(call);
        return check(call, source.content(), digests -> {
            boolean keep = call.header("x-ms-copy-source-blob-properties")
                    .filter("false"::equalsIgnoreCase)
                    .isEmpty();
            Attributes own = owned(source, () -> Reader.attributes(call, false));
            BlobHeaders headers =
                    keep ? merged(call, own.headers(), source.blob().headers()) : own.headers();
            Map<String, String> metadata =
                    own.metadata().isEmpty() && keep ? source.blob().metadata() : own.metadata();
            Attributes attributes =
                    new Attributes(headers, metadata, owned(source, () -> tags(call, source.blob())), own.tier());
            Blob made = account.blockBlobs().put(call.key(), source.content(), attributes, Reader.preconditions(call));
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
        String id = BlockActions.blockId(call.param("blockid"));
        BlobContent part = part(call);
        return check(call, part, digests -> {
            account.blockBlobs().stage(call.key(), id, part, Reader.preconditions(call));
            return digests.tellOfSource(Answer.of(201), call).header("x-ms-request-server-encrypted", "true");
        });
    }

    private Answer appendFromUrl(BlobCall call) throws IOException {
        AppendBlobs.Place place = AppendActions.place(call);
        BlobContent part = part(call);
        return check(call, part, digests -> {
            AppendBlobs.Appended appended =
                    account.appendBlobs().append(call.key(), part, place, Reader.preconditions(call));
            return AppendActions.answer(appended).header("Content-MD5", digests.md5());
        });
    }

    /** The range that is asked for; another server has already cut it out. */
    private BlobContent part(BlobCall call) throws IOException {
        CopySource.Opened source = sources.fetch(call);
        Optional<String> range = call.header("x-ms-source-range");
        if (range.isEmpty() || source.ranged()) {
            return source.content();
        }
        try {
            ByteRange wanted = ByteRange.parse(range.get(), source.content().length());
            return source.content().slice(wanted.offset(), wanted.length());
        } finally {
            source.content().release();
        }
    }

    /** Something that may fail while a content has no owner yet. */
    private interface Step {
        Answer run(Digests digests) throws IOException;
    }

    private static Answer check(BlobCall call, BlobContent content, Step then) throws IOException {
        Digests digests = digests(content);
        try {
            digests.checkSource(call);
        } catch (BlobException e) {
            content.release();
            throw e;
        }
        return then.run(digests);
    }

    private static Digests digests(BlobContent content) throws IOException {
        try (InputStream in = content.open(0, content.length())) {
            return Digests.of(in);
        }
    }

    private static <T> T owned(CopySource.Opened source, Supplier<T> step) {
        try {
            return step.get();
        } catch (BlobException e) {
            source.content().release();
            throw e;
        }
    }
}
