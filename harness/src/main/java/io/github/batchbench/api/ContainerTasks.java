package io.github.batchbench.api;

import io.github.batchbench.Internal;
import io.github.batchbench.fake.node.containers.EngineChoice;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What runs the tasks of a fake that run in containers: an engine of this machine, or scripts, with which code that uses
 * containers is tested without any engine, in virtual time too. Thread-safe.
 */
public final class ContainerTasks {
    private final EngineChoice engine;
    private final TaskScripts scripts;

    ContainerTasks(EngineChoice engine, TaskScripts scripts) {
        this.engine = engine;
        this.scripts = scripts;
    }

    /**
     * Every run in a container of this image is played so; the image need not exist, and nothing is pulled. The rule made
     * last wins.
     *
     * @param image as tasks name it; {@code name} and {@code name:latest} are the same
     * @return takes the rule away again when it is run
     */
    public Runnable script(String image, Script script) {
        return scripts.image(image).play(script);
    }

    /**
     * The same as this function says of each run; it is called under the account's lock, and must be quick.
     *
     * @param image as tasks name it; {@code name} and {@code name:latest} are the same
     * @return takes the rule away again when it is run
     */
    public Runnable script(String image, Function<TaskRun, Script> script) {
        return scripts.image(image).play(script);
    }

    /** The images whose containers are played and not run. */
    public List<String> scripted() {
        return scripts.images();
    }

    /**
     * The engine's name and version as far as they are known, or why there is none; and which images are scripted. Does not
     * wait for an engine that has not answered yet.
     */
    public String describe() {
        List<String> images = scripted();
        return engine.describeKnown() + (images.isEmpty() ? "" : "; scripted: " + String.join(", ", images));
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

    /**
     * Why this machine cannot run containers, empty if it can; waits for an engine's answer.
     *
     * @hidden
     */
    @Internal
    public static Optional<String> missing() {
        EngineChoice usual = EngineChoice.usual();
        return usual.find().isPresent() ? Optional.empty() : Optional.of(usual.describe());
    }
}
