package io.github.batchbench.fake.node;

import static io.github.batchbench.fake.node.TestNode.command;
import static io.github.batchbench.fake.node.TestNode.shell;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.batchbench.fake.agent.Assignment;
import io.github.batchbench.fake.agent.Assignment.Kind;
import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.node.files.AgentFolder;
import io.github.batchbench.fake.node.processes.ProcessTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * An agent that ends while it starts processes, fetches, uploads, ends and removes things leaves nothing: no process, no
 * folder, no lock. The moments are drawn from a seed.
 */
@Timeout(300)
class EndAtAnyMomentTest {
    private static final int TASKS = 6;
    private static final int MOST_NANOS = 150_000_000;

    @Test
    void nothingIsLeft() throws Exception {
        endAtMoments(Integer.getInteger("batchbench.ends", 30), 1);
    }

    private static void endAtMoments(int count, long seed) throws Exception {
        Random random = new Random(seed);
        try (TinyStorage storage = new TinyStorage()) {
            storage.put("blob", "content".repeat(10_000));
            for (int run = 0; run < count; run++) {
                TestNode node = new TestNode();
                String name = node.agent.name();
                Path folder = node.root().resolve("../..").normalize();
                List<TestNode.Task> tasks = IntStream.range(0, TASKS)
                        .mapToObj(number -> node.start(task(node, number, spec(storage, random.nextInt(5)))))
                        .toList();
                LockSupport.parkNanos(random.nextInt(MOST_NANOS));
                if (random.nextBoolean()) {
                    tasks.get(random.nextInt(TASKS)).execution().end();
                    node.agent.discard(node.identity, "workitems/job/job-1/task" + random.nextInt(TASKS));
                }
                if (random.nextInt(4) == 0) {
                    node.agent.decommission(node.identity);
                }
                node.close();

                assertThat(left(name, folder)).as("run %d", run).isEmpty();
                assertThat(Files.exists(folder)).as("run %d", run).isFalse();
                assertThat(Files.exists(AgentFolder.lockOf(folder)))
                        .as("run %d", run)
                        .isFalse();
            }
        }
    }

    private static List<String> left(String name, Path folder) throws IOException {
        return ProcessTable.find(new ProcessTable.Wanted(Set.of(), mark -> mark.startsWith(name), List.of(folder)))
                .stream()
                .map(process -> process.pid() + " " + process.info())
                .toList();
    }

    private static Assignment task(TestNode node, int number, Document spec) {
        return new Assignment(
                Kind.TASK, node.identity, "job", "task" + number, "workitems/job/job-1/task" + number, spec, Map.of());
    }

    private static Document spec(TinyStorage storage, int kind) {
        return switch (kind) {
            case 0 -> shell("trap \"\" TERM; env -i setsid sleep 600 & (setsid sleep 600 &) ; sleep 600");
            case 1 ->
                command("cat a")
                        .with(
                                "resourceFiles",
                                List.of(Document.of(Map.of("httpUrl", storage.blob("blob"), "filePath", "a"))));
            case 2 -> shell("seq 20 | xargs touch").with("outputFiles", List.of(output(storage)));
            case 3 -> shell("mkdir a; while :; do touch a/$((i = i + 1)); done");
            default -> command("true");
        };
    }

    private static Document output(TinyStorage storage) {
        Document container =
                Document.of("containerUrl", storage.container("?sig=good").toString());
        return Document.of(Map.of(
                "filePattern",
                "*",
                "destination",
                Document.of("container", container),
                "uploadOptions",
                Document.of("uploadCondition", "taskcompletion")));
    }
}
