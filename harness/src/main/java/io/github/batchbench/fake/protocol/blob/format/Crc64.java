package io.github.batchbench.fake.protocol.blob.format;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;

/**
 * The CRC-64 that Azure Storage uses (NVMe's polynomial, reflected), 32 bytes at a step: the sixteen look-ups of the
 * second half do not wait for those of the first.
 */
public final class Crc64 {
    private static final long POLYNOMIAL = 0x9A6C_9329_AC4B_C9B5L;
    private static final int STEP = 32;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** What a byte does to the CRC that many bytes later, one block of 256 for each distance. */
    private static final long[] TABLE = table();

    private long crc = -1;

    private static long[] table() {
        long[] table = new long[STEP * 256];
        for (int i = 0; i < 256; i++) {
            long value = i;
            for (int bit = 0; bit < 8; bit++) {
                value = (value & 1) == 1 ? (value >>> 1) ^ POLYNOMIAL : value >>> 1;
            }
            table[i] = value;
        }
        for (int i = 256; i < table.length; i++) {
            long before = table[i - 256];
            table[i] = (before >>> 8) ^ table[(int) (before & 0xff)];
        }
        return table;
    }

    /** Takes more bytes in. */
    public void update(byte[] bytes, int offset, int length) {
        long value = crc;
        int at = offset;
        int end = offset + length;
        for (; end - at >= STEP; at += STEP) {
            value = later(24, (long) LONGS.get(bytes, at) ^ value)
                    ^ later(16, (long) LONGS.get(bytes, at + 8))
                    ^ later(8, (long) LONGS.get(bytes, at + 16))
                    ^ later(0, (long) LONGS.get(bytes, at + 24));
        }
        for (; at < end; at++) {
            value = (value >>> 8) ^ TABLE[(int) ((value ^ bytes[at]) & 0xff)];
        }
        crc = value;
    }

    /** What eight bytes do, with so many more after them. */
    private static long later(int more, long word) {
        int block = more << 8;
        return TABLE[block + 0x700 + ((int) word & 0xff)]
                ^ TABLE[block + 0x600 + ((int) (word >>> 8) & 0xff)]
                ^ TABLE[block + 0x500 + ((int) (word >>> 16) & 0xff)]
                ^ TABLE[block + 0x400 + ((int) (word >>> 24) & 0xff)]
                ^ TABLE[block + 0x300 + ((int) (word >>> 32) & 0xff)]
                ^ TABLE[block + 0x200 + ((int) (word >>> 40) & 0xff)]
                ^ TABLE[block + 0x100 + ((int) (word >>> 48) & 0xff)]
                ^ TABLE[block + (int) (word >>> 56)];
    }

    long value() {
        return ~crc;
    }

    /** The check sum of all that was taken in, low byte first. */
    public String base64() {
        byte[] bytes = ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(value())
                .array();
        return Base64.getEncoder().encodeToString(bytes);
    }
}
