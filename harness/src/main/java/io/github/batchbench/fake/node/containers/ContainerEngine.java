package io.github.batchbench.fake.node.containers;

import io.github.batchbench.fake.node.containers.EngineCalls.Ended;
import io.github.batchbench.fake.node.processes.ProcessTree;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A container engine that has answered: the program of its client, and what the engine said of itself. Thread-safe. */
public final class ContainerEngine {
    /** How long it may take to say who it is; a client whose engine is far away waits for ever. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final Duration LONG = Duration.ofHours(1);
    private static final String PODMAN_SAYS =
            "{{.Version.Version}}|{{.Host.Security.Rootless}}|podman {{.Host.ServiceIsRemote}}";
    private static final String DOCKER_SAYS = "{{.ServerVersion}}|{{.SecurityOptions}}|{{.OperatingSystem}}";
    private static final boolean ON_LINUX =
            System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("linux");

    /** The two that are known. */
    enum Kind {
        DOCKER("host.docker.internal"),
        PODMAN("host.containers.internal");

        private final String host;

        Kind(String host) {
            this.host = host;
        }

        /** What containers in a virtual machine call the machine that it runs on. */
        String host() {
            return host;
        }
    }

    /**
     * What an engine said, or why it did not.
     *
     * @param engine null if it did not answer
     * @param reason empty if it did
     */
    record Answer(@Nullable ContainerEngine engine, String reason) {}

    private final Path program;
    private final Kind kind;
    private final String version;
    private final boolean rootless;
    private final boolean inMachine;
    private final Map<String, String> environment;

    /** Images that were there when somebody last looked, and the names to run them by. */
    private final Map<String, String> images = new ConcurrentHashMap<>();

    private String endpoint = "";

    private ContainerEngine(
            Path program,
            Kind kind,
            String version,
            boolean rootless,
            boolean inMachine,
            Map<String, String> environment) {
        this.program = program;
        this.kind = kind;
        this.version = version;
        this.rootless = rootless;
        this.inMachine = inMachine;
        this.environment = environment;
    }

    /** Asks a client, and the engine behind it, who they are. */
    static Answer ask(Path program) {
        Map<String, String> environment = ClientEnvironment.of(System.getenv());
        EngineCalls calls = new EngineCalls(program, environment, PATIENCE);
        Ended named = calls.run(List.of("--version"));
        if (!named.well()) {
            return new Answer(null, named.reason());
        }
        // A docker that is podman's says so.
        Kind kind = named.text().toLowerCase(Locale.ROOT).contains("podman") ? Kind.PODMAN : Kind.DOCKER;
        Ended said = calls.run(List.of("info", "--format", kind == Kind.PODMAN ? PODMAN_SAYS : DOCKER_SAYS));
        String[] fields = said.lastLine().split("\\|", -1);
        // Some clients end well without an engine.
        if (!said.well() || fields.length < 3 || fields[0].isBlank()) {
            return new Answer(null, said.reason());
        }
        boolean rootless = kind == Kind.PODMAN ? fields[1].equals("true") : fields[1].contains("rootless");
        boolean inMachine = !ON_LINUX || fields[2].startsWith("Docker Desktop");
        return new Answer(new ContainerEngine(program, kind, fields[0].strip(), rootless, inMachine, environment), "");
    }

    /** Where Docker's client finds its engine, if its environment does not say so: that of its context. */
    synchronized String endpoint() {
        if (endpoint.isEmpty()) {
            endpoint = askForEndpoint();
        }
        return endpoint;
    }

    private String askForEndpoint() {
        Ended context = calls().run(List.of("context", "inspect", "--format", "{{.Endpoints.docker.Host}}"));
        return context.well() && !context.text().isBlank() ? context.lastLine() : "unix:///var/run/docker.sock";
    }

    Path program() {
        return program;
    }

    Kind kind() {
        return kind;
    }

    /** Whether its containers run with the rights of this user and not of root's. */
    boolean rootless() {
        return rootless;
    }

    /** Whether its containers run in a virtual machine, so that this machine's loopback is not theirs. */
    boolean inMachine() {
        return inMachine;
    }

    /** What its client must find in its environment. */
    Map<String, String> environment() {
        return environment;
    }

    Map<String, String> images() {
        return images;
    }

    /** Whether an image is there. */
    boolean has(String image, EngineCalls calls) {
        List<String> words =
                kind == Kind.PODMAN ? List.of("image", "exists", image) : List.of("image", "inspect", image);
        return calls.run(words).well();
    }

    /** Calls that take as long as they take, and that nobody ends. */
    EngineCalls calls() {
        return new EngineCalls(program, environment, LONG);
    }

    /** Calls for a run or a node, which are found by its mark. */
    public EngineCalls calls(String mark) {
        Map<String, String> marked = new HashMap<>(environment);
        marked.put(ProcessTree.MARK, mark);
        return new EngineCalls(program, marked, LONG);
    }

    /** Its name and version, for people. */
    @Override
    public String toString() {
        return kind.name().toLowerCase(Locale.ROOT) + " " + version + " (" + program + ")";
    }
}
