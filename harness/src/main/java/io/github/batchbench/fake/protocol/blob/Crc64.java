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
        long value = crc;
        while (buffer.remaining() >= Long.BYTES) {
            long word = buffer.getLong() ^ value;
            value = TABLE[7][(int) word & 0xff]
                    ^ TABLE[6][(int) (word >>> 8) & 0xff]
                    ^ TABLE[5][(int) (word >>> 16) & 0xff]
                    ^ TABLE[4][(int) (word >>> 24) & 0xff]
                    ^ TABLE[3][(int) (word >>> 32) & 0xff]
                    ^ TABLE[2][(int) (word >>> 40) & 0xff]
                    ^ TABLE[1][(int) (word >>> 48) & 0xff]
                    ^ TABLE[0][(int) (word >>> 56)];
        }
        crc = value;
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
