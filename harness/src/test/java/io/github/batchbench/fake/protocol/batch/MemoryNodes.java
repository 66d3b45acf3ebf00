package io.github.batchbench.fake.protocol.batch;

import io.github.batchbench.fake.agent.Assignment;
import io.github.batchbench.fake.agent.Execution;
import io.github.batchbench.fake.agent.NodeAgent;
import io.github.batchbench.fake.agent.NodeFiles;
import io.github.batchbench.fake.agent.Outcome;
import io.github.batchbench.fake.model.NodeIdentity;
import io.github.batchbench.fake.time.Timeline;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Nodes whose files lie in memory. A command takes a minute of the timeline, prints {@code hello} and exits with the
 * number after {@code exit} in its text.
 */
final class MemoryNodes implements NodeAgent {
    private final Timeline timeline;
    private final Map<String, Map<String, String>> files = new TreeMap<>();

    MemoryNodes(Timeline timeline) {
        this.timeline = timeline;
    }

    @Override
    public void provision(NodeIdentity node) {
        files.put(node.nodeId(), new TreeMap<>());
    }

    @Override
    public void decommission(NodeIdentity node) {
        files.remove(node.nodeId());
    }

    @Override
    public void discard(NodeIdentity node, String directory) {
        of(node).keySet().removeIf(path -> path.startsWith(directory + "/"));
    }

    @Override
    public Execution start(Assignment assignment, Consumer<Outcome> ended) {
        Map<String, String> here = of(assignment.node());
        here.put(assignment.directory() + "/stdout.txt", "hello");
        here.put(assignment.directory() + "/stderr.txt", "");
        here.put(assignment.directory() + "/wd/out dir/é.txt", "inner");
        String command = assignment.spec().string("commandLine").orElse("");
        int exit = command.indexOf("exit ");
        int code = exit < 0 ? 0 : Integer.parseInt(command.substring(exit + "exit ".length()));
        Timeline.Event end = timeline.schedule(Duration.ofMinutes(1), () -> ended.accept(Outcome.exited(code)));
        return () -> {
            end.cancel();
            timeline.schedule(Duration.ZERO, () -> ended.accept(Outcome.exited(137)));
        };
    }

    private Map<String, String> of(NodeIdentity node) {
        return files.getOrDefault(node.nodeId(), new TreeMap<>());
    }

    @Override
    public NodeFiles files(NodeIdentity node) {
        return new MemoryFiles(of(node), timeline.instant());
    }

    @Override
    public void close() {
        files.clear();
    }

    private record MemoryFiles(Map<String, String> files, Instant time) implements NodeFiles {
        @Override
        public List<Entry> list(String directory, boolean recursive) {
            String prefix = directory.isEmpty() ? "" : directory + "/";
            Map<String, Entry> found = new TreeMap<>();
            for (String path : files.keySet()) {
                if (path.startsWith(prefix)) {
                    List<String> parts = List.of(path.substring(prefix.length()).split("/", -1));
                    for (int i = 1; i <= (recursive ? parts.size() : 1); i++) {
                        String shown = prefix + String.join("/", parts.subList(0, i));
                        found.put(shown, describe(shown));
                    }
                }
            }
            return new ArrayList<>(found.values());
        }

        private Entry describe(String path) {
            String text = files.get(path);
            return text == null
                    ? new Entry(path, true, 0, time, time, "0o40755", "")
                    : new Entry(path, false, bytes(text).length, time, time, "0o100644", "text/plain");
        }

        @Override
        public Optional<Entry> entry(String path) {
            boolean there = files.keySet().stream().anyMatch(file -> file.equals(path) || file.startsWith(path + "/"));
            return there ? Optional.of(describe(path)) : Optional.empty();
        }

        @Override
        public InputStream open(String path, long offset, long length) {
            return new ByteArrayInputStream(bytes(files.getOrDefault(path, "")), (int) offset, (int) length);
        }

        @Override
        public void delete(String path, boolean recursive) {
            files.keySet().removeIf(file -> file.equals(path) || (recursive && file.startsWith(path + "/")));
        }

        private static byte[] bytes(String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
    }
}
