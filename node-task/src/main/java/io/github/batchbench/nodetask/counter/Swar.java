package io.github.batchbench.nodetask.counter;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Tests on eight bytes at once ("SIMD within a register"). A test answers in the top bit of each byte; the other bits of
 * the answer are noise, to be cut off with {@link #TOP}. Arguments named {@code low} have no top bits.
 */
final class Swar {
    static final long ONES = 0x0101010101010101L;
    static final long TOP = 0x8080808080808080L;
    static final long LOW = 0x7f7f7f7f7f7f7f7fL;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long GATHER = 0x0102040810204080L;

    private Swar() {}

    /** Eight bytes from any address, the first in the lowest bits. */
    static long load(byte[] bytes, int at) {
        return (long) LONGS.get(bytes, at);
    }

    /** Which bytes are at least {@code bound}, which is between 1 and 127. */
    static long atLeast(long low, int bound) {
        return low + ONES * (0x80 - bound);
    }

    /** Which bytes differ from {@code value}, which is between 0 and 127. */
    static long differ(long low, int value) {
        return (low ^ (ONES * value)) + LOW;
    }

    /** The top bits of the eight bytes as an eight-bit number, the first byte's lowest. */
    static long gather(long answer) {
        return (((answer & TOP) >>> 7) * GATHER) >>> 56;
    }
}
