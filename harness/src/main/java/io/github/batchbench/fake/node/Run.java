package io.github.batchbench.fake.node;

import io.github.batchbench.fake.agent.Assignment;
import io.github.batchbench.fake.agent.Assignment.Instances;
import io.github.batchbench.fake.agent.Assignment.Kind;
import io.github.batchbench.fake.agent.Execution;
import io.github.batchbench.fake.agent.Outcome;
import io.github.batchbench.fake.agent.Outcome.Stage;
import io.github.batchbench.fake.model.ContainerInfo;
import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.model.FailureInfo;
import io.github.batchbench.fake.model.FailureInfo.Category;
import io.github.batchbench.fake.model.FailureInfo.Detail;
import io.github.batchbench.fake.model.FullDisk;
import io.github.batchbench.fake.model.TaskSpec;
import io.github.batchbench.fake.node.containers.ContainerCommand;
import io.github.batchbench.fake.node.failure.NodeFailure;
import io.github.batchbench.fake.node.failure.NodeFailureException;
import io.github.batchbench.fake.node.files.FileTimes;
import io.github.batchbench.fake.node.files.TaskFiles;
import io.github.batchbench.fake.node.processes.ProcessTree;
import io.github.batchbench.fake.node.transfers.FileDrop;
import io.github.batchbench.fake.node.transfers.OutputFiles;
import io.github.batchbench.fake.node.transfers.Packages;
import io.github.batchbench.fake.node.transfers.ResourceFiles;
import io.github.batchbench.fake.node.transfers.Transfer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One run of a command: folders, resource files, command, output files. A run that is ended uploads nothing (what a
 * real node does then is not documented).
 */
final class Run implements Execution {
    private final Assignment assignment;
    private final Node node;
    private final String mark;
    private final AgentExecutors bench;
    private final Consumer<Outcome> ended;
    private final Transfer transfer;
    private final AtomicBoolean finished = new AtomicBoolean();
    private final Path directory;
    private final Map<String, String> environment;
    private final @Nullable String token;
    private final RunContainer container;

    /** Set when it is started. */
    private volatile FileTimes.@Nullable Span span;

    /** Guarded by this, as are the next two. */
    private @Nullable ProcessTree tree;

    private @Nullable CompletableFuture<Void> gone;
    private boolean launching;

    Run(Assignment assignment, Node node, String mark, AgentExecutors bench, Consumer<Outcome> ended) {
        this.assignment = assignment;
        this.node = node;
        this.mark = mark;
        this.bench = bench;
        this.ended = ended;
        this.transfer = new Transfer(bench.settings().stall(), bench.settings().network());
        this.directory = Path.of(assignment.directory()).normalize();
        if (directory.isAbsolute()
                || directory.startsWith("..")
                || directory.toString().isEmpty()) {
            throw new IllegalArgumentException("Not a folder on a node: " + assignment.directory());
        }
        this.environment = TaskEnvironment.of(node.root(), assignment, bench.settings());
        this.container = new RunContainer(assignment, node, mark, bench, environment);
        String job = assignment.jobId();
        this.token = job != null && new TaskSpec(assignment.spec()).actsOnJob()
                ? bench.settings().tokens().issue(job)
                : null;
        if (token != null) {
            environment.put("AZ_BATCH_AUTHENTICATION_TOKEN", token);
        }
    }

    void start() {
        span = node.times().begin(assignment.directory());
        boolean fetches = !resourceFiles().isEmpty()
                || !commonFiles().isEmpty()
                || !packages().isEmpty()
                || container.isWanted();
        (fetches ? bench.transfers() : bench.launches()).execute(() -> step(fetches ? this::fetch : this::launch));
    }

    private List<Document> resourceFiles() {
        return assignment.kind() == Kind.SUBTASK ? List.of() : assignment.spec().objects("resourceFiles");
    }

    private List<Document> commonFiles() {
        return assignment.kind() == Kind.SUBTASK
                ? assignment
                        .spec()
                        .object("multiInstanceSettings")
                        .map(settings -> settings.objects("commonResourceFiles"))
                        .orElse(List.of())
                : List.of();
    }

    /** Those of the pool and those of the task. */
    private List<Document> packages() {
        return Stream.concat(
                        assignment.context().poolPackages().stream(),
                        assignment.spec().objects("applicationPackageReferences").stream())
                .toList();
    }

    private void fetch() throws NodeFailureException, IOException {
        // An engine is looked for, and files come: what lies there by then must not outlive a JVM that is killed.
        bench.watchdog().start();
        TaskFiles files = folders();
        container.prepare(files, this::isGone);
        environment.putAll(new Packages(files, node.packages(), bench.settings().packages()).install(packages()));
        TaskEnvironment.addSettings(environment, assignment);
        fetch(files, directory.resolve("wd"), resourceFiles());
        Instances instances = assignment.context().instances();
        if (instances != null) {
            fetch(files, Path.of(instances.sharedDirectory()), commonFiles());
        }
        container.give();
        bench.launches().execute(() -> step(this::launch));
    }

    private synchronized boolean isGone() {
        return gone != null;
    }

    private void fetch(TaskFiles files, Path base, List<Document> wanted) throws NodeFailureException, IOException {
        new ResourceFiles(new FileDrop(files, base), bench.settings().autoStorage(), transfer).fetch(wanted);
    }

    /** The node's files, with the task's folders. */
    private TaskFiles folders() throws NodeFailureException {
        synchronized (this) {
            if (gone != null) {
                throw NodeFailure.TASK_ENDED.because();
            }
        }
        try {
            TaskFiles files = node.files();
            files.makeFolders(directory.resolve("wd"));
            return files;
        } catch (IOException e) {
            throw NodeFailure.RESOURCE_DIRECTORY_CREATE_FAILED
                    .orFullDisk(e)
                    .because(new Detail("Message", String.valueOf(e)));
        }
    }

    /** The command is started without any lock: whoever ends the run meanwhile does not wait for that. */
    private void launch() throws NodeFailureException {
        TaskUser user = TaskUser.of(assignment);
        if (!user.known()) {
            // A guess: the table of failures has nothing nearer.
            throw NodeFailure.COMMAND_LAUNCH_FAILED.because(
                    new Detail("UserName", user.name()),
                    new Detail("Message", "The pool has no user account of this name."));
        }
        TaskFiles files = folders();
        String text = assignment.spec().string("commandLine").orElse("");
        Launch launch = new Launch(text, files, directory, environment, container.command());
        synchronized (this) {
            if (gone != null) {
                throw NodeFailure.TASK_ENDED.because();
            }
            launching = true;
        }
        ProcessTree started = launch.start(mark, bench.watchdog(), bench.shells());
        CompletableFuture<Void> ending;
        synchronized (this) {
            tree = started;
            ending = gone;
        }
        if (ending != null) {
            endTree(started, ending);
        }
        var unused = started.exitCode().thenAccept(code -> step(() -> exited(code)));
    }

    private void exited(int exitCode) throws NodeFailureException {
        CompletableFuture<Void> swept;
        synchronized (this) {
            swept = gone;
        }
        if (!container.ran(exitCode) && swept == null) {
            bench.transfers().execute(() -> step(this::fetch));
            return;
        }
        List<Document> due =
                assignment.kind() == Kind.SUBTASK ? List.of() : OutputFiles.due(assignment.spec(), exitCode);
        if (swept != null) {
            var unused = swept.thenRun(() -> finish(Outcome.exited(exitCode)));
        } else if (due.isEmpty()) {
            finish(Outcome.exited(exitCode));
        } else {
            bench.transfers().execute(() -> step(() -> upload(due, exitCode)));
        }
    }

    private void upload(List<Document> due, int exitCode) throws IOException {
        Optional<FailureInfo> failure = new OutputFiles(
                        node.files(), directory, TaskEnvironment.folders(assignment), environment, transfer)
                .upload(due);
        finish(failure.map(info -> new Outcome(exitCode, info, Stage.FILE_UPLOAD))
                .orElse(Outcome.exited(exitCode)));
    }

    private interface Step {
        void run() throws NodeFailureException, IOException;
    }

    /** Whatever goes wrong in a step, the run has an end. */
    private void step(Step step) {
        try {
            step.run();
        } catch (NodeFailureException e) {
            finish(Outcome.notStarted(e.info(), Launch.isAbout(e.info()) ? Stage.COMMAND : Stage.PRE_PROCESSING));
        } catch (IOException | RuntimeException e) {
            finish(Outcome.notStarted(failure(e), Stage.PRE_PROCESSING));
        }
    }

    private FailureInfo failure(Exception e) {
        if (transfer.hasEnded()) {
            return NodeFailure.TASK_ENDED.info();
        }
        return FullDisk.isBehind(e)
                ? NodeFailure.DISK_FULL.info(new Detail("Message", String.valueOf(e)))
                : new FailureInfo(Category.SERVER_ERROR, "Unknown", "The fake's node failed: " + e, List.of());
    }

    private void finish(Outcome outcome) {
        if (!finished.compareAndSet(false, true)) {
            return;
        }
        node.runs().remove(this);
        node.times().end(span);
        revokeToken();
        ProcessTree started = tree();
        if (started != null) {
            bench.watchdog().forget(started.pid());
        }
        container.forget();
        ended.accept(outcome);
    }

    @Override
    public void end() {
        CompletableFuture<Void> swept = new CompletableFuture<>();
        if (stop(swept)) {
            bench.launches().execute(() -> {
                ProcessTree started;
                boolean starting;
                synchronized (this) {
                    started = tree;
                    starting = launching;
                }
                if (started != null) {
                    endTree(started, swept);
                } else if (!starting) {
                    swept.complete(null);
                }
            });
        }
    }

    private void endTree(ProcessTree started, CompletableFuture<Void> swept) {
        var unused = started.end(bench.settings().grace(), node.root().resolve(directory))
                .whenComplete((done, error) -> {
                    container.remove();
                    swept.complete(null);
                });
    }

    /** What runs its command in a container, if anything does. */
    Optional<ContainerCommand> inContainer() {
        return container.ifAny();
    }

    @Override
    public Supplier<Optional<ContainerInfo>> container() {
        return container.state();
    }

    /** Lets nothing more happen; the caller kills the process tree, if there is one. */
    Optional<ProcessTree> abandon() {
        stop(CompletableFuture.completedFuture(null));
        return Optional.ofNullable(tree());
    }

    private void revokeToken() {
        if (token != null) {
            bench.settings().tokens().revoke(token);
        }
    }

    private boolean stop(CompletableFuture<Void> swept) {
        if (finished.get()) {
            return false;
        }
        revokeToken();
        transfer.end();
        synchronized (this) {
            if (gone != null) {
                return false;
            }
            gone = swept;
        }
        inContainer().ifPresent(ContainerCommand::end);
        return true;
    }

    private synchronized @Nullable ProcessTree tree() {
        return tree;
    }
}
