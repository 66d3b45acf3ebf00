package io.github.batchbench.fake.node.containers;

import io.github.batchbench.fake.model.FailureInfo.Detail;
import io.github.batchbench.fake.node.failure.NodeFailure;
import io.github.batchbench.fake.node.failure.NodeFailureException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which engine runs containers: the one that was named, none, or the first of Docker and Podman that answers. They are
 * asked when it is first needed; one that has answered is not asked again in this JVM, one that has not is. Thread-safe.
 */
public final class EngineChoice {
    /** The environment variable that names an engine. */
    public static final String VARIABLE = "BATCHBENCH_CONTAINER_ENGINE";

    private static final String NONE = "none";
    private static final Map<Path, ContainerEngine> ANSWERED = new ConcurrentHashMap<>();

    private final List<Path> programs;
    private final boolean named;
    private final boolean wanted;
    private volatile @Nullable ContainerEngine chosen;
    private volatile String reason = "";

    private EngineChoice(List<Path> programs, boolean named, boolean wanted) {
        this.programs = programs;
        this.named = named;
        this.wanted = wanted;
    }

    /** Nothing can run containers. */
    public static EngineChoice none() {
        return new EngineChoice(List.of(), true, false);
    }

    /** This program, whether it answers or not. */
    public static EngineChoice program(Path program) {
        return new EngineChoice(List.of(program), true, true);
    }

    /** What the environment variable says, or the first that answers. */
    public static EngineChoice usual() {
        String variable = System.getenv(VARIABLE);
        return variable == null || variable.isBlank() ? firstThatAnswers() : named(variable, VARIABLE);
    }

    private static EngineChoice firstThatAnswers() {
        return new EngineChoice(
                Stream.of("docker", "podman")
                        .flatMap(name -> onPath(name).stream())
                        .toList(),
                false,
                true);
    }

    /**
     * What a setting says: a program, by its path or its name, or {@code none}.
     *
     * @param where where it is set, for the error
     * @throws IllegalArgumentException if there is no such program
     */
    public static EngineChoice named(String setting, String where) {
        if (setting.equalsIgnoreCase(NONE)) {
            return none();
        }
        Optional<Path> program = setting.indexOf('/') < 0
                ? onPath(setting)
                : Optional.of(Path.of(setting).toAbsolutePath()).filter(Files::isExecutable);
        return program(program.orElseThrow(() -> new IllegalArgumentException("There is no program '" + setting
                + "', which " + where + " names: it must be docker, podman, the path of one of them, or none.")));
    }

    private static Optional<Path> onPath(String name) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.of(path.split(":", -1))
                .filter(folder -> folder.startsWith("/"))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** The engine, if there is one that answers; takes as long as that takes. */
    public Optional<ContainerEngine> find() {
        ContainerEngine known = chosen;
        return known != null ? Optional.of(known) : ask();
    }

    private synchronized Optional<ContainerEngine> ask() {
        List<String> reasons = new ArrayList<>();
        for (Path program : programs) {
            ContainerEngine engine = ANSWERED.get(program);
            if (engine == null) {
                ContainerEngine.Answer answer = ContainerEngine.ask(program);
                engine = answer.engine();
                reasons.add(program + " does not answer: " + answer.reason());
            }
            if (engine != null) {
                if (ANSWERED.putIfAbsent(program, engine) == null) {
                    Leftovers.removeStale(engine);
                }
                chosen = engine;
                return Optional.of(engine);
            }
        }
        reason = reasons.isEmpty() ? missing() : String.join(" ", reasons);
        return Optional.empty();
    }

    private String missing() {
        return wanted
                ? "Neither docker nor podman is on the PATH of this machine."
                : "This fake was told to run no containers.";
    }

    /**
     * The engine.
     *
     * @throws NodeFailureException if there is none: then it is as if the pool were without containers; or if the one that
     *     was named does not answer
     */
    public ContainerEngine engine() throws NodeFailureException {
        Optional<ContainerEngine> found = find();
        if (found.isPresent()) {
            return found.get();
        }
        NodeFailure failure =
                named && wanted ? NodeFailure.CONTAINER_MISC_ERROR : NodeFailure.CONTAINER_POOL_NOT_SUPPORTED;
        throw failure.because(new Detail("Message", reason));
    }

    /** Its name and version, or why there is none; takes as long as that takes. */
    public String describe() {
        return find().map(ContainerEngine::toString).orElseGet(() -> "none: " + reason);
    }

    /** The same as far as it is known now. */
    public String describeKnown() {
        ContainerEngine known = chosen;
        if (known != null) {
            return known.toString();
        }
        if (!wanted || programs.isEmpty()) {
            return "none: " + missing();
        }
        return reason.isEmpty() ? "not asked yet" : "none: " + reason;
    }
}
