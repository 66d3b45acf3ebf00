package io.github.batchbench.fake.protocol.blob;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;

/** The CRC-64 that Azure Storage uses (NVMe's polynomial, reflected), eight bytes at a step. */
final class Crc64 {
    private static final long POLYNOMIAL = 0x9A6C_9329_AC4B_C9B5L;
    private static final long[][] TABLE = table();

    private long crc = -1;

    private static long[][] table() {
        long[][] table = new long[8][256];
        for (int i = 0; i < 256; i++) {
            long value = i;
            for (int bit = 0; bit < 8; bit++) {
                value = (value & 1) == 1 ? (value >>> 1) ^ POLYNOMIAL : value >>> 1;
            }
            table[0][i] = value;
        }
        for (int slice = 1; slice < 8; slice++) {
            for (int i = 0; i < 256; i++) {
                long before = table[slice - 1][i];
                table[slice][i] = (before >>> 8) ^ table[0][(int) (before & 0xff)];
            }
        }
        return table;
    }

    void update(byte[] bytes, int offset, int length) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, length).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.remaining() >= Long.BYTES) {
            long word = buffer.getLong() ^ crc;
            long next = 0;
            for (int slice = 7; slice >= 0; slice--) {
                next ^= TABLE[slice][(int) (word & 0xff)];
                word >>>= 8;
            }
            crc = next;
        }
        while (buffer.hasRemaining()) {
            crc = (crc >>> 8) ^ TABLE[0][(int) ((crc ^ buffer.get()) & 0xff)];
        }
    }

    long value() {
        return ~crc;
    }

    String base64() {
        byte[] bytes = ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(value())
                .array();
        return Base64.getEncoder().encodeToString(bytes);
    }
}
