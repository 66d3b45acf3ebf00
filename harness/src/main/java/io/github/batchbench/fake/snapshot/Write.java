package io.github.batchbench.fake.snapshot;

import java.io.IOException;

/** Something that is written to the file of a location. */
@FunctionalInterface
interface Write {
    /**
     * Does beforehand what needs no file; may be called by another thread.
     *
     * @return false if that has been done
     */
    default boolean prepare() {
        return true;
    }

    /** Writes it. */
    void to(StateFile file) throws IOException;
}
