package io.github.batchbench.benchmarks;

import org.openjdk.jmh.annotations.Benchmark;

/** The machine ruler. */
public class RulerBenchmark {
    @Benchmark
    public long ruler() {
        long x = 1;
        for (int i = 0; i < 1000; i++) x = x * 31 + i;
        return x;
    }
}
