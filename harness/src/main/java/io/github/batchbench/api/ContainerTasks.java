package io.github.batchbench.api;

import io.github.batchbench.Internal;
import io.github.batchbench.fake.node.containers.EngineChoice;

/** What runs the tasks of a fake that run in containers: an engine of this machine, or scripts. Thread-safe. */
public final class ContainerTasks {
    private final EngineChoice engine;

    ContainerTasks(EngineChoice engine, TaskScripts scripts) {
        this.engine = engine;
    }

    /**
     * The engine's name and version as far as they are known, or why there is none. Does not wait for an engine that has
     * not answered yet.
     */
    public String describe() {
        return engine.describeKnown();
    }

    /**
     * Asks the engine who it is, so that the answer is there when it is needed.
     *
     * @hidden
     */
    @Internal
    public void askInBackground() {
        Thread asking = new Thread(engine::describe, "batchbench-container-engine");
        asking.setDaemon(true);
        asking.start();
    }
}
