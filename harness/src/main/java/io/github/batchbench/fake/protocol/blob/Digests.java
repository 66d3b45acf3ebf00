package io.github.batchbench.fake.protocol.blob;

import io.github.batchbench.fake.blob.BlobError;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;

/**
 * Check sums of bytes, base64 as the service writes them.
 *
 * @param crc64 the service's own CRC, low byte first
 */
record Digests(String md5, String crc64) {
    private static final int BUFFER = 64 << 10;

    static Digests of(InputStream in) throws IOException {
        MessageDigest md5 = md5Digest();
        Crc64 crc = new Crc64();
        byte[] buffer = new byte[BUFFER];
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            md5.update(buffer, 0, count);
            crc.update(buffer, 0, count);
        }
        return new Digests(Base64.getEncoder().encodeToString(md5.digest()), crc.base64());
    }

    /** Refuses a body that is not what its sender says it is. */
    void check(BlobCall call) {
        Optional<String> saidMd5 = call.header("Content-MD5");
        saidMd5.ifPresent(said -> {
            requireMd5(said);
            if (!said.equals(md5)) {
                throw BlobError.MD5_MISMATCH
                        .exception()
                        .with("UserSpecifiedMd5", said)
                        .with("ServerCalculatedMd5", md5);
            }
        });
        call.header("x-ms-content-crc64").filter(said -> !said.equals(crc64)).ifPresent(said -> {
            throw BlobError.CRC64_MISMATCH
                    .exception()
                    .with("UserSpecifiedCrc", said)
                    .with("ServerCalculatedCrc", crc64);
        });
    }

    private static void requireMd5(String said) {
        try {
            Base64.getDecoder().decode(said);
        } catch (IllegalArgumentException e) {
            throw BlobError.INVALID_MD5.exception().with("HeaderValue", said);
        }
    }

    /** Says what was received: the MD5 if the sender did, else the CRC. */
    Answer tell(BlobCall call, Answer answer) {
        return call.header("Content-MD5").isPresent()
                ? answer.header("Content-MD5", md5)
                : answer.header("x-ms-content-crc64", crc64);
    }

    private static MessageDigest md5Digest() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("MD5 must be in every JDK", e);
        }
    }
}
