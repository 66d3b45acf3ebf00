package io.github.batchbench.api;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

/** A fault that has been switched on. It is over when it is ended, when all faults are, or when the fake is reset. */
public abstract class Fault implements AutoCloseable {
    private final AtomicBoolean ended = new AtomicBoolean();

    Fault() {}

    static Fault of(LongSupplier count, Runnable off) {
        return new Fault() {
            @Override
            public long count() {
                return count.getAsLong();
            }

            @Override
            void off() {
                off.run();
            }
        };
    }

    /** How many requests, tasks, nodes or pools it has struck. */
    public abstract long count();

    abstract void off();

    /** From now on it strikes no more; what it did stays. */
    public final void end() {
        if (ended.compareAndSet(false, true)) {
            off();
        }
    }

    /** The same as {@link #end}. */
    @Override
    public final void close() {
        end();
    }
}
