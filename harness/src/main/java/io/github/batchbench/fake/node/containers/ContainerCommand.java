package io.github.batchbench.fake.node.containers;

import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.model.FailureInfo.Detail;
import io.github.batchbench.fake.node.failure.NodeFailure;
import io.github.batchbench.fake.node.failure.NodeFailureException;
import io.github.batchbench.fake.node.files.TaskFiles;
import io.github.batchbench.fake.node.processes.CommandLine;
import io.github.batchbench.fake.node.processes.ProcessTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A command in a container, run by Docker or Podman as the node agent runs it: the node's root folder is there under the
 * same path, the {@code AZ_BATCH_} variables and the task's own settings are set, the user's options go to the engine
 * (documented). An image is pulled when a task first needs it, and not when the node starts, as it would be on Azure.
 */
public final class ContainerCommand {
    /** What the engine's client itself may need of this machine's environment; none of it reaches the container. */
    private static final List<String> CLIENT_VARIABLES = List.of("DOCKER_HOST", "XDG_RUNTIME_DIR", "CONTAINER_HOST");

    private final Path engine;
    private final Document settings;
    private final List<Document> registries;
    private final TaskFiles files;
    private final Path root;
    private final Path working;
    private final TreeSet<String> variables;
    private final String name;
    private final Map<String, String> client;

    /**
     * A command for a task.
     *
     * @param settings the task's {@code containerSettings}
     * @param pool the pool's {@code containerConfiguration}
     * @param own the names of the variables that job and task set
     * @param mark what marks the run; the container is named after it
     */
    public ContainerCommand(
            Path engine,
            Document settings,
            Document pool,
            TaskFiles files,
            Path working,
            Map<String, String> environment,
            Iterable<String> own,
            String mark) {
        this.engine = engine;
        this.settings = settings;
        this.registries = Stream.concat(
                        pool.objects("containerRegistries").stream(), settings.object("registry").stream())
                .toList();
        this.files = files;
        this.root = files.root();
        this.working = working;
        this.variables = new TreeSet<>(List.of(ProcessTree.MARK));
        environment.keySet().stream().filter(key -> key.startsWith("AZ_BATCH_")).forEach(variables::add);
        own.forEach(variables::add);
        this.name = "batchbench-" + mark.replaceAll("[^A-Za-z0-9_.-]", "-");
        this.client = new LinkedHashMap<>();
        CLIENT_VARIABLES.forEach(key -> Optional.ofNullable(System.getenv(key)).ifPresent(v -> client.put(key, v)));
        Path credentials = root.resolve("volatile").resolve(name);
        client.put("DOCKER_CONFIG", credentials.toString());
        client.put("REGISTRY_AUTH_FILE", credentials.resolve("auth.json").toString());
    }

    /** The engine that this machine has, Docker rather than Podman. */
    public static Optional<Path> installed() {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.of("docker", "podman")
                .flatMap(program -> Stream.of(path.split(":", -1))
                        .filter(folder -> folder.startsWith("/"))
                        .map(folder -> Path.of(folder, program)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** What the engine's client must find in its environment. */
    public Map<String, String> client() {
        return client;
    }

    /** Logs in to the registries and fetches the image if it is not there. */
    public void prepare() throws NodeFailureException {
        for (Document registry : registries) {
            login(registry);
        }
        String image = image();
        if (run(List.of("image", "inspect", image), "").code() != 0) {
            Ended pull = run(List.of("pull", image), "");
            if (pull.code() != 0) {
                throw NodeFailure.CONTAINER_INVALID_IMAGE.because(
                        new Detail("Image", image), new Detail("Message", pull.text()));
            }
        }
    }

    private void login(Document registry) throws NodeFailureException {
        String server = registry.string("registryServer").orElse("docker.io");
        if (registry.has("identityReference")) {
            throw NodeFailure.CONTAINER_INVALID_REGISTRY.because(
                    new Detail("Registry", server),
                    new Detail("Message", "identityReference is not modelled by Batchbench; use name and password"));
        }
        String user = registry.string("username").orElse("");
        if (user.isEmpty()) {
            return;
        }
        List<String> words = List.of("login", "--username", user, "--password-stdin", server);
        Ended login = run(words, registry.string("password").orElse(""));
        if (login.code() != 0) {
            throw NodeFailure.CONTAINER_INVALID_REGISTRY.because(
                    new Detail("Registry", server), new Detail("Message", login.text()));
        }
    }

    /** The words that run the command in its container. */
    public List<String> words(List<String> command) {
        List<String> words = new ArrayList<>(List.of(engine.toString(), "run", "--rm", "--name", name));
        words.addAll(List.of("--volume", root + ":" + root));
        boolean inImage = settings.string("workingDirectory")
                .map("containerImageDefault"::equalsIgnoreCase)
                .orElse(false);
        if (!inImage) {
            words.addAll(List.of("--workdir", working.toString()));
        }
        // Names only: the engine's client takes the values from its environment, and no list of processes shows them.
        variables.forEach(variable -> words.addAll(List.of("--env", variable)));
        settings.string("containerRunOptions")
                .filter(options -> !options.isBlank())
                .ifPresent(options -> words.addAll(CommandLine.split(options)));
        words.add(image());
        words.addAll(command);
        return words;
    }

    /** Whatever is left of the container goes; the end of the client need not be its end. */
    public void remove() {
        // It fails if the container is gone already, which is as good.
        Ended unused = run(List.of("rm", "--force", name), "");
    }

    private String image() {
        return settings.string("imageName").orElse("");
    }

    private record Ended(int code, String text) {}

    private Ended run(List<String> arguments, String input) {
        List<String> words = new ArrayList<>(List.of(engine.toString()));
        words.addAll(arguments);
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(words).directory(root.toFile()).redirectErrorStream(true);
            builder.environment().clear();
            builder.environment().put("PATH", CommandLine.SYSTEM_PATH);
            builder.environment().putAll(client);
            files.makeFolders(Path.of("volatile", name));
            Process process = builder.start();
            try (var out = process.getOutputStream()) {
                out.write(input.getBytes(StandardCharsets.UTF_8));
            }
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Ended(process.waitFor(), text.strip());
        } catch (IOException e) {
            return new Ended(-1, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Ended(-1, "interrupted");
        }
    }
}
