package io.github.batchbench.fake.agent;

import io.github.batchbench.fake.model.ContainerInfo;
import java.util.Optional;
import java.util.function.Supplier;

/** A run in progress. */
public interface Execution {
    /**
     * Ends the whole process tree: asked first, then killed. Returns at once; the listener still hears of the end. No
     * effect on a run that has ended.
     */
    void end();

    /** Where what is known of the run's container can be asked for, as long as anybody likes; not blocking. */
    default Supplier<Optional<ContainerInfo>> container() {
        return Optional::empty;
    }

    /** Whether only real time brings it to an end: it is a process. A script ends by the timeline. */
    default boolean takesRealTime() {
        return true;
    }
}
