package io.github.batchbench.benchmarks.compare;

/** The fewest forks a side that any verdict but inconclusive rests on. */
final class Fewest {
    /** With three a side the intervals cover too little, whatever the rank test can reach. */
    private static final int FOR_INTERVAL = 4;

    private Fewest() {}

    static int forks(double alpha) {
        int n = FOR_INTERVAL;
        while (Ranks.least(n, n) > alpha) {
            n++;
        }
        return n;
    }

    static boolean met(int base, int candidate, double alpha) {
        return Math.min(base, candidate) >= FOR_INTERVAL && Ranks.least(base, candidate) <= alpha;
    }
}
