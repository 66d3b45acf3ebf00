package io.github.batchbench.nodetask.counter;

/**
 * The words of one of several threads: in a table of its own, which needs no lock, until there are so many that what all
 * threads have in common would be kept over and over; then among the shared ones.
 */
final class WorkerWords implements WordSink {
    /** Some 6 MB a thread; ordinary texts have fewer. */
    static final int MOST_OF_ITS_OWN = 1 << 17;

    private final SharedWords shared;
    private final SharedWords.Entrance entrance;
    private final Outgrown outgrown;
    private final int most;
    private WordTable own;
    private boolean sharing;

    /** Shares once there are more than {@code most} words. */
    WorkerWords(SharedWords shared, Outgrown outgrown, int most) {
        this.shared = shared;
        this.entrance = shared.new Entrance();
        this.outgrown = outgrown;
        this.most = most;
        this.own = new WordTable(outgrown);
    }

    /** What is not shared. */
    WordTable own() {
        return own;
    }

    @Override
    public void addAll(long[] first, long[] second, int[] position, int words, long base) {
        if (sharing) {
            entrance.addAll(first, second, position, words, base);
        } else {
            own.addAll(first, second, position, words, base);
            shareIfMany();
        }
    }

    @Override
    public void addLong(byte[] text, int start, int length, long position) {
        if (sharing) {
            entrance.addLong(text, start, length, position);
        } else {
            own.addLong(text, start, length, position);
            shareIfMany();
        }
    }

    private void shareIfMany() {
        if (own.size() > most) {
            shared.pour(own);
            outgrown.add(own.bytes());
            own = new WordTable(outgrown);
            sharing = true;
        }
    }
}
