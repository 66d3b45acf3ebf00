package io.github.batchbench.fake.node.containers;

import io.github.batchbench.fake.node.containers.ContainerEngine.Kind;
import io.github.batchbench.fake.node.files.AgentFolder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

/**
 * Containers that nobody waits for any more. Each has a label with the folder of the agent that made it and one with the
 * machine, so that an agent removes all of its own at its end, its watchdog does if it is killed, and the next one on this
 * machine does if that failed, too.
 */
public final class Leftovers {
    private static final String AGENT = "io.github.batchbench.agent";
    private static final String MACHINE = "io.github.batchbench.machine";
    private static final String THIS_MACHINE = machine();

    /** The name of the script, in the agent's folder, that the watchdog runs. */
    private static final String SCRIPT = "remove-containers";

    /** Variables that may hold secrets, and that nobody needs to remove a container. */
    private static final Pattern NEEDLESS = Pattern.compile("(?i)auth|proxy|password|token|secret");

    private static final int MOST_ATTEMPTS = 50;
    private static final long PAUSE_NANOS = 100_000_000;

    private Leftovers() {}

    private static String machine() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unknown";
        }
    }

    /** The options that mark a container as an agent's. */
    static List<String> labels(Path agent) {
        return List.of("--label", AGENT + "=" + agent, "--label", MACHINE + "=" + THIS_MACHINE);
    }

    /** Removes all containers of an agent, if it may have any. */
    public static void removeAllOf(EngineChoice choice, Path agent) {
        if (Files.exists(agent.resolve(SCRIPT))) {
            choice.find().ifPresent(engine -> removeAllOf(engine, agent));
        }
    }

    private static void removeAllOf(ContainerEngine engine, Path agent) {
        EngineCalls calls = engine.calls();
        // One that was killed while it made a container has left what only its name shows.
        List<String> words = new ArrayList<>(List.of("ps", "--all", "--quiet", "--filter", "name=" + name(agent)));
        if (engine.kind() == Kind.PODMAN) {
            words.add("--external");
        }
        remove(calls, calls.run(words).text().lines().toList());
    }

    /** Removes the containers of agents that are gone. */
    static void removeStale(ContainerEngine engine) {
        EngineCalls calls = engine.calls();
        String agent =
                engine.kind() == Kind.PODMAN ? "{{index .Labels \"" + AGENT + "\"}}" : "{{.Label \"" + AGENT + "\"}}";
        List<String> words = List.of(
                "ps", "--all", "--filter", "label=" + MACHINE + "=" + THIS_MACHINE, "--format", "{{.ID}} " + agent);
        EngineCalls.Ended all = calls.run(words);
        if (all.well()) {
            remove(
                    calls,
                    all.text()
                            .lines()
                            .map(line -> line.split(" ", 2))
                            .filter(line -> line.length == 2
                                    && line[1].startsWith("/")
                                    && !AgentFolder.isInUse(Path.of(line[1])))
                            .map(line -> line[0])
                            .toList());
        }
    }

    /**
     * Removes containers by their names or ids; one that is not there is as good. An engine refuses while it notes that a
     * container has ended.
     */
    static void remove(EngineCalls calls, List<String> containers) {
        List<String> words = new ArrayList<>(List.of("rm", "--force"));
        words.addAll(containers);
        for (int attempt = 0; attempt < MOST_ATTEMPTS && !containers.isEmpty(); attempt++) {
            EngineCalls.Ended ended = calls.run(words);
            if (ended.well() || !EngineErrors.isInTheWay(ended.text())) {
                return;
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    /** The name of a run's container: that of its agent's folder, and what tells it from the agent's others. */
    static String name(String mark) {
        return mark.replaceAll("[^A-Za-z0-9_.-]", "-");
    }

    private static String name(Path agent) {
        return name(agent.getFileName() + "/");
    }

    /** Leaves in the agent's folder what the watchdog needs to do the same. */
    static void prepareForKill(ContainerEngine engine, AgentFolder folder) throws IOException {
        StringBuilder script = new StringBuilder("# Removes the containers of an agent that was killed.\n");
        Map<String, String> environment = new TreeMap<>(engine.environment());
        environment.keySet().removeIf(name -> NEEDLESS.matcher(name).find());
        environment.forEach((name, value) -> script.append("export ")
                .append(name)
                .append('=')
                .append(quoted(value))
                .append('\n'));
        String engineWord = quoted(engine.program().toString());
        script.append("for round in 1 2 3 4 5 6 7 8 9 10; do\n    left=$(")
                .append(engineWord)
                .append(" ps --all --quiet --filter name=")
                .append(name(folder.path()))
                .append(engine.kind() == Kind.PODMAN ? " --external" : "")
                .append(")\n    [ -n \"$left\" ] || exit 0\n    ")
                .append(engineWord)
                .append(" rm --force $left || sleep 0.2\ndone\n");
        folder.keep(SCRIPT, script.toString());
    }

    private static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }
}
