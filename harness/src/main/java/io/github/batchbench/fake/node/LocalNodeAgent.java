package io.github.batchbench.fake.node;

import io.github.batchbench.fake.agent.Assignment;
import io.github.batchbench.fake.agent.Execution;
import io.github.batchbench.fake.agent.NodeAgent;
import io.github.batchbench.fake.agent.NodeFiles;
import io.github.batchbench.fake.agent.Outcome;
import io.github.batchbench.fake.model.NodeIdentity;
import io.github.batchbench.fake.node.containers.ContainerCommand;
import io.github.batchbench.fake.node.containers.EngineCalls;
import io.github.batchbench.fake.node.containers.Leftovers;
import io.github.batchbench.fake.node.files.AgentFolder;
import io.github.batchbench.fake.node.files.FileTimes;
import io.github.batchbench.fake.node.processes.ProcessTable;
import io.github.batchbench.fake.node.processes.ProcessTree;
import io.github.batchbench.fake.node.processes.ResidentShells;
import io.github.batchbench.fake.node.processes.Watchdog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Nodes that are folders of this machine and run their tasks as its processes, with the rights of whoever runs the JVM.
 * A node that runs nothing costs no thread and, before its first use, no file.
 */
public final class LocalNodeAgent implements NodeAgent {
    private final AgentFolder folder;
    private final Watchdog watchdog;
    private final AgentExecutors bench;
    private final Map<String, Node> nodes = new ConcurrentHashMap<>();
    private final PreparedFiles prepared;
    private final Discards discards;
    private final Map<String, Long> adopted = new ConcurrentHashMap<>();
    private final Queue<Node> leaving = new ConcurrentLinkedQueue<>();
    private final AtomicLong number = new AtomicLong();
    private final AtomicInteger leavings = new AtomicInteger();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Thread atExit = new Thread(this::endAtExit, "batchbench-nodes-exit");

    private LocalNodeAgent(AgentFolder folder, AgentSettings settings) {
        this.folder = folder;
        this.prepared = new PreparedFiles(folder);
        this.watchdog = new Watchdog(folder);
        this.bench = AgentExecutors.of(settings, watchdog, new ResidentShells());
        this.discards = new Discards(folder, bench.launches());
    }

    /** An agent without nodes. */
    public static LocalNodeAgent open(AgentSettings settings) {
        LocalNodeAgent agent = new LocalNodeAgent(AgentFolder.open(settings.home()), settings);
        try {
            Runtime.getRuntime().addShutdownHook(agent.atExit);
        } catch (IllegalStateException e) {
            // The JVM is going down already.
            agent.end();
            throw e;
        }
        agent.bench.launches().execute(agent.folder::removeStale);
        return agent;
    }

    @Override
    public void provision(NodeIdentity identity) {
        String id = identity.nodeId();
        if (id.isEmpty() || id.startsWith(".") || id.indexOf('/') >= 0) {
            throw new IllegalArgumentException("Not an id of a node: " + id);
        }
        checkOpen();
        long sequence = number.incrementAndGet();
        Long known = adopted.remove(id);
        Node node = new Node(
                folder,
                known == null ? folder.nextTree() : known,
                id,
                folder.name() + "/" + sequence + "/",
                new FileTimes(bench.settings().virtualNow()));
        if (known != null && folder.takeLeftTree(node.root())) {
            node.adoptTree();
        }
        prepared.giveTo(id, node);
        Node before = nodes.put(id, node);
        if (before != null) {
            remove(before);
        }
    }

    @Override
    public long tree(NodeIdentity identity) {
        Node node = nodes.get(identity.nodeId());
        return node == null ? 0 : node.tree();
    }

    @Override
    public void adopt(NodeIdentity identity, long tree) {
        folder.awaitEarlier();
        adopted.put(identity.nodeId(), tree);
    }

    /** All nodes have their trees: the others that an earlier agent has left are of no use. */
    public void removeLeftTrees() {
        bench.launches().execute(folder::removeLeftTrees);
    }

    @Override
    public void decommission(NodeIdentity identity) {
        Node node = nodes.remove(identity.nodeId());
        if (node != null) {
            remove(node);
        }
    }

    /** Many nodes that leave at once share one look at the table of processes. */
    private void remove(Node node) {
        leaving.add(node);
        bench.launches().execute(this::removeLeaving);
    }

    private void removeLeaving() {
        List<Node> all = new ArrayList<>();
        for (Node node = leaving.poll(); node != null; node = leaving.poll()) {
            if (node.used() || !node.runs().isEmpty()) {
                all.add(node);
            }
        }
        Set<String> marks = all.stream().map(Node::mark).collect(Collectors.toSet());
        List<Path> roots = all.stream().map(Node::root).toList();
        killAll(all, mark -> marks.contains(mark.substring(0, mark.lastIndexOf('/') + 1)), roots);
        roots.forEach(discards::tree);
    }

    private static void killAll(List<Node> nodes, Predicate<String> marks, List<Path> roots) {
        nodes.forEach(node -> node.calls().forEach(EngineCalls::end));
        List<Run> runs = nodes.stream().flatMap(node -> node.runs().stream()).toList();
        List<ProcessTree> trees =
                runs.stream().flatMap(run -> run.abandon().stream()).toList();
        if (!trees.isEmpty()) {
            ProcessTree.kill(trees);
        }
        ContainerCommand.remove(
                runs.stream().flatMap(run -> run.inContainer().stream()).toList());
        if (!nodes.isEmpty() || !roots.isEmpty()) {
            Set<Long> sessions = trees.stream().map(ProcessTree::pid).collect(Collectors.toSet());
            ProcessTree.sweep(new ProcessTable.Wanted(sessions, marks, roots));
        }
    }

    /**
     * Starts a run: folders, resource files, command, output files.
     *
     * @throws IllegalStateException if there is no such node, or the agent is closed
     */
    @Override
    public Execution start(Assignment assignment, Consumer<Outcome> ended) {
        checkOpen();
        Node node = nodes.get(assignment.node().nodeId());
        if (node == null) {
            throw new IllegalStateException("No such node: " + assignment.node().nodeId() + ". Was it provisioned?");
        }
        Run run = new Run(assignment, node, node.mark() + number.incrementAndGet(), bench, ended);
        discards.before(node, Path.of(assignment.directory()).normalize());
        node.runs().add(run);
        run.start();
        return run;
    }

    @Override
    public Execution install(Assignment startOfNode, Consumer<Outcome> ended) {
        Node node = nodes.get(startOfNode.node().nodeId());
        if (node == null) {
            throw new IllegalStateException(
                    "No such node: " + startOfNode.node().nodeId());
        }
        var installation = new NodeInstallation(node, node.mark() + number.incrementAndGet(), bench);
        bench.transfers().execute(() -> ended.accept(installation.install(startOfNode.context())));
        return () -> {};
    }

    /**
     * Leaves behind what a scripted run leaves, and uploads its output files; the end is heard at once if there is
     * nothing to upload, also if the node is gone.
     */
    void leave(Assignment assignment, ScriptedOutcome script, Consumer<Outcome> ended) {
        Node node = nodes.get(assignment.node().nodeId());
        if (node == null) {
            ended.accept(script.outcome());
        } else {
            FileTimes.Span span = node.times().begin(assignment.directory());
            leavings.incrementAndGet();
            Consumer<Outcome> left = outcome -> {
                node.times().end(span);
                ended.accept(outcome);
                leavings.decrementAndGet();
            };
            new Leavings(assignment, script, node, bench).leave(left);
        }
    }

    /** Whether a scripted run uploads its files, which takes real time. */
    @Override
    public boolean isBusy() {
        return leavings.get() > 0;
    }

    /** The folder is out of the way before anybody next looks, so that a new task may have its name. */
    @Override
    public void discard(NodeIdentity identity, String directory) {
        Node node = nodes.get(identity.nodeId());
        Path path = Path.of(directory).normalize();
        if (node == null
                || !node.used()
                || path.startsWith("..")
                || path.toString().isEmpty()) {
            return;
        }
        discards.folder(node, path);
    }

    @Override
    public Runnable takeDiscards() {
        return discards.take();
    }

    @Override
    public NodeFiles files(NodeIdentity identity) {
        return new FilesOfNode(nodes.get(identity.nodeId()));
    }

    @Override
    public void copyFiles(NodeIdentity identity, Path to) throws IOException {
        PreparedFiles.copy(nodes.get(identity.nodeId()), to);
    }

    @Override
    public Path prepareFiles(NodeIdentity identity) throws IOException {
        return prepared.folderFor(identity.nodeId());
    }

    /** The node's root folder, for tests. */
    Path rootOf(NodeIdentity identity) {
        return Objects.requireNonNull(nodes.get(identity.nodeId())).root();
    }

    /** What the marks of all its processes start with, for tests. */
    String name() {
        return folder.name() + "/";
    }

    private void checkOpen() {
        if (closed.get()) {
            throw new IllegalStateException("The nodes are closed.");
        }
    }

    /** The temporary folder that holds everything of it. */
    public Path folder() {
        return folder.path();
    }

    /** An existing folder of this name that is removed with the nodes, also when the JVM is killed. */
    public Path scratch(String name) {
        checkOpen();
        try {
            return folder.folder(name);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot make a folder in " + folder.path(), e);
        }
    }

    /** Whoever comes second, be it the end of the JVM, waits for the first. */
    @Override
    public void close() {
        end();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // The JVM is going down: the hook will find that all is closed.
            return;
        }
    }

    private void endAtExit() {
        bench.settings().beforeExit().run();
        end();
    }

    /** The order matters: what still works while its folder goes makes it anew. */
    private synchronized void end() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        killAll(allNodes(), mark -> false, List.of());
        bench.close();
        killAll(allNodes(), mark -> mark.startsWith(name()), List.of(folder.path(), folder.trees()));
        Leftovers.removeAllOf(bench.settings().containers(), folder.path());
        folder.close();
        watchdog.close();
    }

    private List<Node> allNodes() {
        List<Node> all = new ArrayList<>(nodes.values());
        all.addAll(leaving);
        all.removeIf(node -> !node.used() && node.runs().isEmpty());
        return all;
    }
}
