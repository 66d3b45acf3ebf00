package io.github.batchbench.api;

import io.github.batchbench.fake.time.HoldPoint;
import java.time.Duration;

/**
 * Stops tasks, nodes or a pool in certain states: what would happen next by itself waits until it is let go. What a
 * client asks for meanwhile (to terminate, to delete) happens all the same. Thread-safe.
 */
public final class Hold implements AutoCloseable {
    private final HoldPoint hold;

    Hold(HoldPoint hold) {
        this.hold = hold;
    }

    /** How many things it stops now. */
    public int size() {
        return hold.size();
    }

    /**
     * Waits, in real time, until it stops something.
     *
     * @throws IllegalStateException if that has not come about after so long
     */
    public void await(Duration atMost) throws InterruptedException {
        hold.await(atMost);
    }

    /** Lets go what it stops now; it stops at the next of these states, and so does whatever comes to them later. */
    public void step() {
        hold.step();
    }

    /** Lets go what it stops, and stops nothing any more. */
    public void release() {
        hold.release();
    }

    /** The same as {@link #release}. */
    @Override
    public void close() {
        release();
    }
}
