package io.github.batchbench.fake.protocol.blob.message;

import io.github.batchbench.fake.blob.BlobError;
import io.github.batchbench.fake.protocol.blob.format.Crc64;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;

/**
 * Check sums of bytes, base64 as the service writes them; null is what nobody asked for, since both cost as much as
 * all the rest of a request.
 *
 * @param crc64 the service's own CRC, low byte first
 */
public record Digests(@Nullable String md5, @Nullable String crc64) {
    private static final String MD5 = "Content-MD5";
    private static final String BLOB_MD5 = "x-ms-blob-content-md5";
    private static final String CRC = "x-ms-content-crc64";

    /** Until this version the answer to a block has its MD5, from it on its CRC unless the sender gave an MD5. */
    private static final String CRC_SINCE = "2019-02-02";

    private static final int MD5_BYTES = 16;
    private static final int BUFFER = 64 << 10;

    /** Both. */
    public static Digests of(InputStream in) throws IOException {
        return of(in, true, true);
    }

    /**
     * Those of a body that the answer has, once it is what its sender says.
     *
     * @param isBlob whether the body is the whole blob: it keeps its MD5, and the answer has both
     */
    public static Digests ofBody(BlobCall call, boolean isBlob) throws IOException {
        Optional<String> saidMd5 = saidMd5(call, isBlob);
        Optional<String> saidCrc = said(call, CRC, Long.BYTES);
        if (saidCrc.isPresent() && call.header(MD5).isPresent()) {
            throw BlobError.BOTH_CRC64_AND_MD5.exception();
        }
        boolean md5 = isBlob || saidMd5.isPresent() || !call.version().isSince(CRC_SINCE);
        try (InputStream in = call.request().body().open()) {
            Digests digests = of(in, md5, isBlob || !md5 || saidCrc.isPresent());
            saidMd5.ifPresent(said -> requireSame(said, digests.md5(), BlobError.MD5_MISMATCH, "Md5"));
            saidCrc.ifPresent(said -> requireSame(said, digests.crc64(), BlobError.CRC64_MISMATCH, "Crc"));
            return digests;
        }
    }

    /** Of a whole blob's two, the one that is kept with it counts. */
    private static Optional<String> saidMd5(BlobCall call, boolean isBlob) {
        Optional<String> ofBody = said(call, MD5, MD5_BYTES);
        return isBlob ? said(call, BLOB_MD5, MD5_BYTES).or(() -> ofBody) : ofBody;
    }

    /** What a header says, if that can be a check sum of the length. */
    static Optional<String> said(BlobCall call, String header, int bytes) {
        Optional<String> said = call.header(header);
        if (said.isPresent() && length(said.get()) != bytes) {
            throw bytes == MD5_BYTES
                    ? BlobError.INVALID_MD5
                            .exception()
                            .with("HeaderName", header)
                            .with("HeaderValue", said.get())
                    : call.invalidHeader(header);
        }
        return said;
    }

    /** The MD5 that a blob is to have, as its creator says. */
    static @Nullable String blobMd5(BlobCall call) {
        return said(call, BLOB_MD5, MD5_BYTES).orElse(null);
    }

    private static int length(String base64) {
        try {
            return Base64.getDecoder().decode(base64).length;
        } catch (IllegalArgumentException e) {
            return -1;
        }
    }

    private static Digests of(InputStream in, boolean withMd5, boolean withCrc) throws IOException {
        MessageDigest md5 = DigestUtils.getMd5Digest();
        Crc64 crc = new Crc64();
        byte[] buffer = new byte[BUFFER];
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            if (withMd5) {
                md5.update(buffer, 0, count);
            }
            if (withCrc) {
                crc.update(buffer, 0, count);
            }
        }
        return new Digests(
                withMd5 ? Base64.getEncoder().encodeToString(md5.digest()) : null, withCrc ? crc.base64() : null);
    }

    /** Refuses what cannot be a check sum of a copy's source, or two of them, before the source is read. */
    public static void requireOfSource(BlobCall call) {
        if (saidMd5OfSource(call).isPresent() && saidCrcOfSource(call).isPresent()) {
            throw BlobError.BOTH_CRC64_AND_MD5.exception();
        }
    }

    /** Refuses the source of a copy that is not what the caller says it is. */
    public void checkSource(BlobCall call) {
        saidMd5OfSource(call).ifPresent(said -> requireSame(said, md5, BlobError.MD5_MISMATCH, "Md5"));
        saidCrcOfSource(call).ifPresent(said -> requireSame(said, crc64, BlobError.CRC64_MISMATCH, "Crc"));
    }

    private static Optional<String> saidCrcOfSource(BlobCall call) {
        return said(call, "x-ms-source-content-crc64", Long.BYTES);
    }

    private static Optional<String> saidMd5OfSource(BlobCall call) {
        return said(call, "x-ms-source-content-md5", MD5_BYTES);
    }

    /** Of a copied source the answer has the MD5 if the caller gave one, else the CRC. */
    public Answer tellOfSource(Answer answer, BlobCall call) {
        return saidMd5OfSource(call).isPresent() ? answer.header(MD5, md5) : answer.header(CRC, crc64);
    }

    private static void requireSame(String said, @Nullable String computed, BlobError mismatch, String what) {
        if (!said.equals(computed)) {
            throw mismatch.exception()
                    .with("UserSpecified" + what, said)
                    .with("ServerCalculated" + what, String.valueOf(computed));
        }
    }

    /** Says what was received. */
    public Answer tell(Answer answer) {
        return answer.header(MD5, md5).header(CRC, crc64);
    }
}
