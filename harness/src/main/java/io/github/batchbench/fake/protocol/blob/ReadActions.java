package io.github.batchbench.fake.protocol.blob;

import io.github.batchbench.fake.blob.AccessTier;
import io.github.batchbench.fake.blob.Blob;
import io.github.batchbench.fake.blob.BlobError;
import io.github.batchbench.fake.blob.BlobHeaders;
import io.github.batchbench.fake.blob.BlobType;
import io.github.batchbench.fake.blob.Blobs;
import io.github.batchbench.fake.blob.CopyRecord;
import io.github.batchbench.fake.blob.Reading;
import io.github.batchbench.fake.blob.StorageAccount;
import io.github.batchbench.fake.protocol.HttpDates;
import io.github.batchbench.fake.protocol.blob.format.Tags;
import io.github.batchbench.fake.protocol.blob.message.Answer;
import io.github.batchbench.fake.protocol.blob.message.BlobCall;
import io.github.batchbench.fake.protocol.blob.message.BlobOperation;
import io.github.batchbench.fake.protocol.blob.message.ByteRange;
import io.github.batchbench.fake.protocol.blob.message.Digests;
import io.github.batchbench.fake.protocol.blob.message.Reader;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads of blobs: content, properties, metadata, tags. */
final class ReadActions {
    private static final String RANGE_MD5 = "x-ms-range-get-content-md5";
    private static final String RANGE_CRC = "x-ms-range-get-content-crc64";
    private static final long LONGEST_HASHED_RANGE = 4L << 20;

    private final StorageAccount account;

    ReadActions(StorageAccount account) {
        this.account = account;
    }

    void register(Map<BlobOperation, Action> actions) {
        actions.put(BlobOperation.GET_BLOB, this::get);
        actions.put(BlobOperation.GET_BLOB_PROPERTIES, this::properties);
        actions.put(BlobOperation.GET_BLOB_METADATA, this::metadata);
        actions.put(BlobOperation.GET_BLOB_TAGS, this::tags);
    }

    private record Found(Blobs.View view, Optional<ByteRange> range, Reading reading) {}

    private Answer get(BlobCall call) throws IOException {
        requireRangeToHash(call);
        Found found = account.blobs().read(call.key(), call.snapshot(), Reader.preconditions(call), view -> {
            Blob blob = view.blob();
            if (blob.archived()) {
                throw BlobError.BLOB_ARCHIVED.exception();
            }
            long total = blob.content().length();
            Optional<ByteRange> range = ByteRange.of(call, total);
            ByteRange all = range.orElse(new ByteRange(0, total));
            return new Found(view, range, view.read(all.offset(), all.length()));
        });
        Blob blob = found.view().blob();
        Answer answer = described(Answer.of(found.range().isPresent() ? 206 : 200), call, found.view());
        if (found.range().isPresent()) {
            ByteRange range = found.range().get();
            answer.header("Content-Range", range.contentRange(blob.content().length()))
                    .header("x-ms-blob-content-md5", blob.headers().contentMd5());
            hashRange(answer, call, blob, range);
        } else {
            answer.header("Content-MD5", blob.headers().contentMd5());
        }
        return answer.body(found.reading());
    }

    /** A check sum is made of a range only, and only one: 400 by the documentation, which names no code. */
    private static void requireRangeToHash(BlobCall call) {
        boolean md5 = call.says(RANGE_MD5);
        boolean crc = call.says(RANGE_CRC);
        boolean ranged =
                call.header("x-ms-range").isPresent() || call.header("Range").isPresent();
        if ((md5 && crc) || ((md5 || crc) && !ranged)) {
            throw call.invalidHeader(md5 ? RANGE_MD5 : RANGE_CRC);
        }
    }

    private static void hashRange(Answer answer, BlobCall call, Blob blob, ByteRange range) throws IOException {
        boolean md5 = call.says(RANGE_MD5);
        boolean crc = call.says(RANGE_CRC);
        if (!md5 && !crc) {
            return;
        }
        if (range.length() > LONGEST_HASHED_RANGE) {
            throw BlobError.OUT_OF_RANGE_INPUT.exception("A range is hashed only up to 4 MiB.");
        }
        try (InputStream in = blob.content().open(range.offset(), range.length())) {
            Digests digests = Digests.of(in);
            answer.header("Content-MD5", md5 ? digests.md5() : null)
                    .header("x-ms-content-crc64", crc ? digests.crc64() : null);
        }
    }

    private Answer properties(BlobCall call) {
        Blobs.View view = view(call);
        Blob blob = view.blob();
        Answer answer = described(Answer.of(200), call, view);
        tierHeaders(answer, blob.tier());
        return answer.header("Content-MD5", blob.headers().contentMd5())
                .lengthOnly(blob.content().length());
    }

    private Answer metadata(BlobCall call) {
        Blob blob = view(call).blob();
        Answer answer = Answer.of(200).etag(blob.etag(), blob.modified());
        blob.metadata().forEach((key, value) -> answer.header("x-ms-meta-" + key, value));
        return answer;
    }

    private Answer tags(BlobCall call) {
        return account.blobs()
                .read(
                        call.key(),
                        call.snapshot(),
                        Reader.tagPreconditions(call),
                        view -> Answer.of(200).xml(Tags.toXml(view.blob().tags())));
    }

    private Blobs.View view(BlobCall call) {
        return account.blobs().read(call.key(), call.snapshot(), Reader.preconditions(call), view -> view);
    }

    private static Answer described(Answer answer, BlobCall call, Blobs.View view) {
        Blob blob = view.blob();
        BlobHeaders headers = blob.headers();
        answer.etag(blob.etag(), blob.modified())
                .header("Content-Type", override(call, "rsct", headers.contentType()))
                .header("Content-Encoding", override(call, "rsce", headers.contentEncoding()))
                .header("Content-Language", override(call, "rscl", headers.contentLanguage()))
                .header("Content-Disposition", override(call, "rscd", headers.contentDisposition()))
                .header("Cache-Control", override(call, "rscc", headers.cacheControl()))
                .header("Accept-Ranges", "bytes")
                .header("x-ms-blob-type", blob.type().wireName())
                .header("x-ms-creation-time", HttpDates.format(blob.created()))
                .header("x-ms-server-encrypted", "true")
                .header(
                        "x-ms-tag-count",
                        blob.tags().isEmpty()
                                ? null
                                : String.valueOf(blob.tags().size()));
        if (view.lease() != null) {
            ContainerActions.leaseHeaders(answer, view.lease());
        }
        if (blob.type() == BlobType.APPEND) {
            answer.header("x-ms-blob-committed-block-count", String.valueOf(blob.appended()))
                    .header("x-ms-blob-sealed", blob.sealed() ? "true" : null);
        }
        blob.metadata().forEach((key, value) -> answer.header("x-ms-meta-" + key, value));
        copyHeaders(answer, blob.copy());
        return answer;
    }

    private static void tierHeaders(Answer answer, @Nullable AccessTier tier) {
        if (tier != null) {
            AccessTier.Rehydration rehydration = tier.rehydration();
            answer.header("x-ms-access-tier", tier.name())
                    .header("x-ms-access-tier-inferred", tier.inferred() ? "true" : null)
                    .header("x-ms-archive-status", ItemXml.archiveStatus(rehydration))
                    .header(
                            "x-ms-rehydrate-priority",
                            rehydration == null ? null : rehydration.priority().wireName())
                    .header(
                            "x-ms-access-tier-change-time",
                            tier.changed() == null ? null : HttpDates.format(tier.changed()));
        }
    }

    private static void copyHeaders(Answer answer, @Nullable CopyRecord copy) {
        if (copy != null) {
            answer.header("x-ms-copy-id", copy.id())
                    .header("x-ms-copy-source", copy.source())
                    .header("x-ms-copy-status", "success")
                    .header("x-ms-copy-progress", copy.length() + "/" + copy.length())
                    .header("x-ms-copy-completion-time", HttpDates.format(copy.completed()));
        }
    }

    /** A signature may say what the answer's headers are to be. */
    private static @Nullable String override(BlobCall call, String parameter, @Nullable String value) {
        String text = call.param(parameter);
        return text.isEmpty() ? value : text;
    }
}
