package io.github.batchbench.fake.server;

import io.github.batchbench.fake.protocol.Content;
import io.github.batchbench.fake.protocol.Request;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** Bodies that were sent with {@code Content-Encoding: gzip}. */
final class Packing {
    private Packing() {}

    static boolean isPacked(Request request) {
        return request.headers()
                .first("Content-Encoding")
                .filter(encoding -> encoding.toLowerCase(Locale.ROOT).contains("gzip"))
                .isPresent();
    }

    /** The unpacked body, as far as it is not longer than the limit; empty if it is not packed. */
    static Optional<Content> unpack(Content packed, long limit) {
        int most = (int) Math.min(limit, Integer.MAX_VALUE - 16);
        try (InputStream in = new GZIPInputStream(packed.open())) {
            byte[] bytes = in.readNBytes(most);
            return Optional.of(in.read() < 0 ? Content.of(bytes) : new UnreadBody(most + 1L));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
