package io.github.batchbench.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.apache.commons.codec.digest.DigestUtils;

/** The check sum that Blob storage keeps with a blob; no protection against somebody who forges. */
record Md5(String hex) {
    static Md5 of(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return of(in);
        }
    }

    static Md5 of(InputStream in) throws IOException {
        return new Md5(DigestUtils.md5Hex(in));
    }

    byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }
}
