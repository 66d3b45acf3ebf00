package io.github.batchbench.fake.node.processes;

import io.github.batchbench.fake.node.processes.ResidentShell.Started;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * A command and all that it starts. The command leads a session of its own, so that one signal reaches the whole
 * group; what left the group is found by an environment variable that every child inherits. Where there is no
 * {@code setsid} (macOS), the tree is what {@link ProcessHandle#descendants()} knows, which misses orphans.
 */
public final class ProcessTree {
    /** The variable that marks what the fake has started. */
    public static final String MARK = "BATCHBENCH_RUN";

    private static final Optional<String> SETSID = Stream.of("/usr/bin/setsid", "/bin/setsid", "/usr/local/bin/setsid")
            .filter(path -> Files.isExecutable(Path.of(path)))
            .findFirst();
    private static final int MOST_ROUNDS = 1_000;
    private static final int MOST_AWAITED = 16;
    private static final long PAUSE_NANOS = 20_000_000;

    private final long pid;
    private final CompletableFuture<Integer> exitCode;
    private final String mark;

    private ProcessTree(Started started, String mark) {
        this.pid = started.pid().join();
        this.exitCode = started.exitCode();
        this.mark = mark;
    }

    /**
     * Starts the command with exactly this environment and the mark.
     *
     * @param mark unlike that of any other tree
     * @param out the file, which is there, that its output goes to
     * @param err the file, which is there, that its errors go to
     * @throws IllegalArgumentException if no process can be given these words and variables
     */
    public static ProcessTree start(
            ResidentShells shells,
            List<String> words,
            Path directory,
            Map<String, String> environment,
            String mark,
            Path out,
            Path err)
            throws IOException {
        Map<String, String> marked = new LinkedHashMap<>(environment);
        marked.put(MARK, mark);
        return new ProcessTree(shells.start(StartScript.of(words, directory, marked, out, err)), mark);
    }

    public long pid() {
        return pid;
    }

    /**
     * The command's exit code, the number of a signal that ended it below zero (seen on nodes); what it left running does
     * not count.
     */
    public CompletableFuture<Integer> exitCode() {
        return exitCode;
    }

    /**
     * Asks the tree to end, kills after the grace what is left of it; done when nothing is left.
     *
     * @param directory the run's own: what works there is of the tree as well
     */
    public CompletableFuture<Void> end(Duration grace, Path directory) {
        ProcessTable.Wanted wanted = new ProcessTable.Wanted(Set.of(pid()), mark::equals, List.of(directory));
        List<ProcessHandle> members = members(wanted);
        signal("TERM", List.of(this));
        CompletableFuture<?>[] exits = Stream.concat(
                        Stream.of(exitCode), members.stream().map(ProcessHandle::onExit))
                .limit(MOST_AWAITED)
                .toArray(CompletableFuture<?>[]::new);
        return CompletableFuture.allOf(exits)
                .orTimeout(grace.toMillis(), TimeUnit.MILLISECONDS)
                // Not on the thread that times everybody's futures out: a sweep takes its time.
                .handleAsync((exited, late) -> {
                    kill(List.of(this));
                    sweep(wanted);
                    return null;
                });
    }

    /** Kills the groups of all these trees at once; what has left its group remains for {@link #sweep}. */
    public static void kill(Collection<ProcessTree> trees) {
        signal("KILL", trees);
    }

    /** Kills all that is wanted, again and again while there is any, or while nobody can tell. */
    public static void sweep(ProcessTable.Wanted wanted) {
        Set<ProcessHandle> killed = new HashSet<>();
        for (int round = 0; round < MOST_ROUNDS; round++) {
            try {
                List<ProcessHandle> found = ProcessTable.find(wanted);
                if (found.isEmpty()) {
                    return;
                }
                found.forEach(ProcessHandle::destroyForcibly);
                if (killed.addAll(found)) {
                    continue;
                }
            } catch (IOException e) {
                // No file descriptor is left: some come back as processes end.
                LockSupport.parkNanos(PAUSE_NANOS);
            }
            // What was killed before takes a moment to die.
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private List<ProcessHandle> members(ProcessTable.Wanted wanted) {
        try {
            Stream<ProcessHandle> all = SETSID.isPresent() ? ProcessTable.find(wanted).stream() : withDescendants();
            return all.filter(member -> member.pid() != pid).toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private Stream<ProcessHandle> withDescendants() {
        return ProcessHandle.of(pid).stream()
                .flatMap(leader -> Stream.concat(leader.descendants().toList().stream(), Stream.of(leader)));
    }

    private static void signal(String name, Collection<ProcessTree> trees) {
        if (SETSID.isPresent()) {
            List<String> groups = trees.stream().map(tree -> "-" + tree.pid()).toList();
            if (Shell.run("kill -s " + name + " -- \"$@\"", groups)) {
                return;
            }
        }
        for (ProcessTree tree : trees) {
            tree.withDescendants()
                    .forEach(name.equals("KILL") ? ProcessHandle::destroyForcibly : ProcessHandle::destroy);
        }
    }

    /** The words before a command that put it into a session of its own, if this machine has them. */
    static List<String> ownSession() {
        return SETSID.map(List::of).orElse(List.of());
    }
}
