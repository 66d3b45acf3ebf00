package io.github.batchbench.benchmarks;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * The machine ruler: a fixed piece of work, run before and after every suite, so that a machine that became slower
 * shows. It calculates, branches and waits for memory, since a crowded or throttled machine is slower at each of these.
 *
 * <p>Never change what it does: rulers of old reports could no longer be compared.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class RulerBenchmark {
    /** Larger than the second-level cache of today's machines, in longs: 16 MB. */
    private static final int MEMORY = 1 << 21;

    private static final int STEPS = 20_000;
    private static final int SORTED = 4_096;

    private final int[] next = new int[MEMORY];
    private final long[] numbers = new long[SORTED];

    /** Lays out one cycle through all of the memory, in an order that no prefetcher follows (Sattolo). */
    @Setup
    public void layOut() {
        long state = 42;
        for (int i = 0; i < MEMORY; i++) {
            next[i] = i;
        }
        for (int i = MEMORY - 1; i > 0; i--) {
            state = step(state);
            int other = (int) Long.remainderUnsigned(state, i);
            int kept = next[i];
            next[i] = next[other];
            next[other] = kept;
        }
    }

    /** One length of the ruler. */
    @Benchmark
    public long ruler() {
        long state = 7;
        for (int i = 0; i < SORTED; i++) {
            state = step(state);
            numbers[i] = state;
        }
        Arrays.sort(numbers);
        int place = 0;
        for (int i = 0; i < STEPS; i++) {
            place = next[place];
        }
        return numbers[place % SORTED];
    }

    /** Marsaglia's xorshift. */
    private static long step(long x) {
        long a = x ^ (x << 13);
        long b = a ^ (a >>> 7);
        return b ^ (b << 17);
    }
}
