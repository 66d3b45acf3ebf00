package io.github.batchbench.fake.protocol.blob;

import io.github.batchbench.fake.blob.BlobError;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Check sums of bytes, base64 as the service writes them; null is what nobody asked for, since both cost as much as
 * all the rest of a request.
 *
 * @param crc64 the service's own CRC, low byte first
 */
record Digests(@Nullable String md5, @Nullable String crc64) {
    private static final String MD5 = "Content-MD5";
    private static final String CRC = "x-ms-content-crc64";
    private static final int BUFFER = 64 << 10;

    /** Both. */
    static Digests of(InputStream in) throws IOException {
        return of(in, true, true);
    }

    /** What the sender says of its body, and of the two at least one. */
    static Digests ofBody(BlobCall call, boolean md5IsKept) throws IOException {
        boolean crc = call.header(CRC).isPresent();
        boolean md5 = md5IsKept || call.header(MD5).isPresent();
        try (InputStream in = call.request().body().open()) {
            return of(in, md5, crc || !md5);
        }
    }

    private static Digests of(InputStream in, boolean withMd5, boolean withCrc) throws IOException {
        MessageDigest md5 = md5Digest();
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

    /** Refuses a body that is not what its sender says it is. */
    void check(BlobCall call) {
        call.header(MD5).ifPresent(said -> {
            requireMd5(said);
            if (!said.equals(md5)) {
                throw BlobError.MD5_MISMATCH
                        .exception()
                        .with("UserSpecifiedMd5", said)
                        .with("ServerCalculatedMd5", String.valueOf(md5));
            }
        });
        call.header(CRC).filter(said -> !said.equals(crc64)).ifPresent(said -> {
            throw BlobError.CRC64_MISMATCH
                    .exception()
                    .with("UserSpecifiedCrc", said)
                    .with("ServerCalculatedCrc", String.valueOf(crc64));
        });
    }

    private static void requireMd5(String said) {
        try {
            Base64.getDecoder().decode(said);
        } catch (IllegalArgumentException e) {
            throw BlobError.INVALID_MD5.exception().with("HeaderValue", said);
        }
    }

    /** Says what was received. */
    Answer tell(Answer answer) {
        return answer.header(MD5, md5).header(CRC, crc64);
    }

    private static MessageDigest md5Digest() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("MD5 must be in every JDK", e);
        }
    }
}
