package io.github.batchbench.fake.node.containers;

import io.github.batchbench.fake.agent.Assignment;
import io.github.batchbench.fake.model.ContainerInfo;
import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.model.FailureInfo.Detail;
import io.github.batchbench.fake.node.containers.ContainerEngine.Kind;
import io.github.batchbench.fake.node.failure.NodeFailure;
import io.github.batchbench.fake.node.failure.NodeFailureException;
import io.github.batchbench.fake.node.files.AgentFolder;
import io.github.batchbench.fake.node.files.Scratch;
import io.github.batchbench.fake.node.files.TaskFiles;
import io.github.batchbench.fake.node.processes.ProcessTree;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.WatchKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A command in a container, run by Docker or Podman as the node agent runs it: the node's folders are there under the same
 * paths, the {@code AZ_BATCH_} variables and the task's own settings are set, the user's options go to the engine
 * (documented). The client of the engine is the process that stands for the command: what it prints and how it ends are
 * the command's.
 */
public final class ContainerCommand {
    private static final int ENGINE_FAILED = 125;
    private static final int CANNOT_RUN = 126;
    /** The agent's folder for what it keeps of containers. */
    public static final String SCRATCH = "containers";

    private static final Path MADE = Path.of("volatile", "host");

    /**
     * Where it runs.
     *
     * @param files the node's
     * @param folder the agent's
     * @param mark what marks the run; the container is named after it
     * @param images the node's
     */
    public record Place(TaskFiles files, AgentFolder folder, String mark, NodeImages images) {}

    /**
     * What of the fake it sees.
     *
     * @param variables the names of those that the network needs; they name files that are mounted
     * @param endpoints where the fake listens
     */
    public record Network(Map<String, String> variables, List<URI> endpoints) {}

    private final ContainerEngine engine;
    private final Assignment assignment;
    private final Document settings;
    private final Place place;
    private final Network network;
    private final ContainerUser user;
    private final Map<String, String> environment;
    private final EngineCalls calls;
    private final Scratch scratch;
    private final Path working;
    private final RunOptions options;
    private final HostAddresses addresses;
    private final ContainerState state;
    private volatile @Nullable WatchKey watch;
    private boolean over;

    /**
     * A command for a run that has {@code containerSettings}.
     *
     * @param environment the run's variables, which may still change
     * @param state is told what becomes of the container
     * @throws NodeFailureException if the options cannot be read
     * @throws IOException if a folder cannot be made
     */
    public ContainerCommand(
            ContainerEngine engine,
            Assignment assignment,
            Place place,
            Network network,
            ContainerUser user,
            Map<String, String> environment,
            ContainerState state)
            throws NodeFailureException, IOException {
        this.engine = engine;
        this.assignment = assignment;
        this.settings = assignment.spec().object("containerSettings").orElse(Document.EMPTY);
        this.place = place;
        this.network = network;
        this.user = user;
        this.environment = environment;
        this.state = state;
        this.calls = engine.calls(place.mark());
        this.scratch = place.folder().scratch(SCRATCH, name());
        this.working = place.files().root().resolve(assignment.directory()).resolve("wd");
        this.addresses = new HostAddresses(engine, network.endpoints());
        try {
            this.options =
                    RunOptions.parse(settings.string("containerRunOptions").orElse(""));
        } catch (IllegalArgumentException e) {
            throw invalid(String.valueOf(e.getMessage()));
        }
    }

    /** Logs in to the registries, fetches the image if it is not there, and makes the folders that are to be mounted. */
    public void prepare() throws NodeFailureException, IOException {
        Document pool = Optional.ofNullable(assignment.context().containers()).orElse(Document.EMPTY);
        List<Document> registries = Stream.concat(
                        pool.objects("containerRegistries").stream(), settings.object("registry").stream())
                .toList();
        Leftovers.prepareForKill(engine, place.folder());
        place.images().fetch(List.of(image()), registries, engine, calls, scratch);
    }

    /** What the engine's client must find in its environment, which is not that of the command. */
    public Map<String, String> environment() {
        Map<String, String> all = new HashMap<>(engine.environment());
        variables().stream()
                .filter(name -> !engine.environment().containsKey(name))
                .forEach(name -> all.put(name, value(name)));
        return all;
    }

    private String value(String name) {
        return addresses.seenFromContainer(environment.getOrDefault(name, ""));
    }

    /** The names of the variables that the command has. */
    private Collection<String> variables() {
        TreeSet<String> names = new TreeSet<>(assignment.environment().keySet());
        names.addAll(network.variables().keySet());
        environment.keySet().stream()
                .filter(name -> name.startsWith("AZ_BATCH_"))
                .forEach(names::add);
        // Whom the image does not know has no place of his own there; on the node he has the working directory (a
        // guess).
        if (!user.isRoot() && !options.chooseUser() && !isInImage()) {
            names.add("HOME");
        }
        names.retainAll(environment.keySet());
        return names;
    }

    /**
     * The words that run the command in its container; without a command the image's own is run (documented).
     *
     * @throws NodeFailureException if it cannot be run so
     * @throws IOException if a file that is needed for it cannot be written
     */
    public List<String> words(List<String> command) throws NodeFailureException, IOException {
        List<String> words = new ArrayList<>(List.of(engine.program().toString(), "run", "--rm", "--name", name()));
        words.addAll(Leftovers.labels(place.folder().path()));
        words.addAll(List.of("--pull", "never", "--stop-timeout", "0"));
        words.addAll(List.of("--cidfile", scratch.file("id").toString()));
        if (engine.kind() == Kind.PODMAN) {
            // Nothing of this user's own environment reaches the command.
            words.add("--http-proxy=false");
            words.addAll(List.of("--pidfile", scratch.file("pid").toString()));
        }
        boolean inImage = isInImage();
        words.addAll(new BindMounts(settings, assignment).options(place.files().root(), working, !inImage));
        network.variables().values().stream()
                .distinct()
                .forEach(file -> words.addAll(List.of("--volume", file + ":" + file + ":ro")));
        if (!inImage) {
            words.addAll(List.of("--workdir", working.toString()));
        }
        if (!options.chooseUser()) {
            words.addAll(user.options(engine));
        }
        if (!options.chooseNetwork()) {
            words.addAll(addresses.options());
        }
        watch = IdFiles.watch(scratch.path(), this::written);
        addVariables(words);
        words.addAll(options.withFolders(this::folderOfNode));
        words.add(engine.images().getOrDefault(image(), image()));
        command.forEach(word -> words.add(addresses.seenFromContainer(word)));
        return words;
    }

    private boolean isInImage() {
        return settings.string("workingDirectory")
                .map("containerImageDefault"::equalsIgnoreCase)
                .orElse(false);
    }

    /** Their values are in the client's environment, so that no list of processes shows them. */
    private void addVariables(List<String> words) throws NodeFailureException, IOException {
        words.addAll(List.of("--env", ProcessTree.MARK));
        List<String> clashing = new ArrayList<>();
        for (String name : variables()) {
            if (engine.environment().containsKey(name)) {
                // The client has a value of its own.
                clashing.add(name);
            } else {
                words.addAll(List.of("--env", name));
            }
        }
        if (clashing.isEmpty()) {
            return;
        }
        Optional<String> broken =
                clashing.stream().filter(name -> value(name).indexOf('\n') >= 0).findFirst();
        if (broken.isPresent()) {
            throw invalid("The variable " + broken.get() + " has more than one line, which Batchbench cannot pass on.");
        }
        String lines =
                clashing.stream().map(name -> name + "=" + value(name) + "\n").collect(Collectors.joining());
        Path file = scratch.write("variables", lines);
        words.addAll(List.of("--env-file", file.toString()));
    }

    /**
     * A folder of the node that is mounted and is not there: Docker makes it, Podman does not. It is the node's own here,
     * so that nothing is left on this machine.
     */
    private String folderOfNode(String host) {
        Path path = Path.of(host).normalize();
        if (Files.exists(path)) {
            return host;
        }
        Path own = MADE.resolve(Path.of("/").relativize(path));
        try {
            place.files().makeFolders(own);
            if (user.ownsFiles()) {
                place.files().give(MADE, user.uid(), user.gid());
            }
        } catch (IOException e) {
            return host;
        }
        return place.files().root().resolve(own).toString();
    }

    /** Gives the files that the command is to read and write to its user. */
    public void give(Collection<Path> folders) throws IOException {
        if (user.ownsFiles()) {
            for (Path folder : folders) {
                place.files().give(folder, user.uid(), user.gid());
            }
        }
    }

    /** The engine has written something: the id, when it has made the container. */
    private synchronized void written() {
        if (!over && state.get().isEmpty()) {
            scratch.text("id").ifPresent(id -> state.is(id, "running", ""));
        }
    }

    /**
     * The client has ended.
     *
     * @param errors the end of what it wrote to standard error
     * @return whether the command ran; if not, its image has gone since somebody last looked
     * @throws NodeFailureException if the container could not be run
     */
    public boolean ended(int code, Supplier<String> errors) throws NodeFailureException {
        Optional<String> id = scratch.text("id");
        synchronized (this) {
            over = true;
            id.ifPresent(known -> state.is(known, "exited", ""));
        }
        IdFiles.forget(watch);
        if (mayHaveRun(code)) {
            return true;
        }
        String said = errors.get();
        String error = EngineErrors.of(said).orElse("");
        if (engine.kind() == Kind.DOCKER && !said.contains("docker: ") && !error.startsWith("Cannot connect")) {
            return true; // The command's own exit code.
        }
        if (code == CANNOT_RUN && EngineErrors.isAboutCommand(error)) {
            return true;
        }
        if (EngineErrors.isAboutImage(error) && engine.images().remove(image()) != null) {
            scratch.delete("id");
            state.isNone();
            return false;
        }
        id.ifPresent(known -> state.is(known, "created", error));
        if (EngineErrors.isAboutEngine(error)) {
            throw NodeFailure.CONTAINER_MISC_ERROR.because(new Detail("Message", error));
        }
        throw invalid(error.isEmpty() ? "The container engine ended with exit code " + code + "." : error);
    }

    private boolean mayHaveRun(int code) {
        if (engine.kind() == Kind.DOCKER) {
            return code != ENGINE_FAILED;
        }
        // Podman writes the number of the command's process when there is one.
        return (code != ENGINE_FAILED && code != CANNOT_RUN)
                || scratch.text("pid").isPresent();
    }

    private static NodeFailureException invalid(String why) {
        return NodeFailure.CONTAINER_INVALID_SETTINGS.because(new Detail("Message", why));
    }

    /** Breaks off what is being prepared. */
    public void end() {
        calls.end();
    }

    /** Removes what the agent keeps for it. */
    public void forget() {
        IdFiles.forget(watch);
        scratch.close();
    }

    /** Whatever is left of these containers goes; the end of a client need not be its container's. */
    public static void remove(Collection<ContainerCommand> commands) {
        Map<ContainerEngine, List<String>> names = commands.stream()
                .collect(Collectors.groupingBy(
                        command -> command.engine, Collectors.mapping(ContainerCommand::name, Collectors.toList())));
        names.forEach((engine, all) -> Leftovers.remove(engine.calls(), all));
        commands.forEach(ContainerCommand::removed);
    }

    private synchronized void removed() {
        over = true;
        scratch.text("id").or(() -> state.get().map(ContainerInfo::id)).ifPresent(id -> state.is(id, "exited", ""));
    }

    private String name() {
        return Leftovers.name(place.mark());
    }

    private String image() {
        return settings.string("imageName").orElse("");
    }
}
