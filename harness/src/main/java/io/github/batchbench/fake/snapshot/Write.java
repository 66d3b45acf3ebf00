package io.github.batchbench.fake.snapshot;

import java.io.IOException;

/** Something that is written to the file of a location. */
@FunctionalInterface
interface Write {
    /** Writes it. */
    void to(StateFile file) throws IOException;
}
