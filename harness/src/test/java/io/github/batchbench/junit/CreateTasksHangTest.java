package io.github.batchbench.junit;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.azure.batch.BatchClient;
import com.microsoft.azure.batch.protocol.models.PoolInformation;
import com.microsoft.azure.batch.protocol.models.TaskAddParameter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.testkit.engine.EngineExecutionResults;

/** The SDK's {@code createTasks} misses its worker's last word in most calls with 301 tasks; these call it until it does. */
class CreateTasksHangTest {
    private static final int CALLS = 200;

    @TempDir
    private Path root;

    @Test
    void endsTheTestAndSaysWhy() throws IOException {
        EngineExecutionResults results = Runs.kit(HangsTestCase.class)
                .configurationParameter("batchbench.evidence", root.toString())
                .execute();

        assertThat(Runs.failures(results))
                .hasSize(2)
                .allSatisfy(text -> assertThat(text)
                        .startsWith(CreateTasksHangError.class.getName())
                        .contains(
                                "waits for a worker of its own that has already ended", "BatchClientParallelOptions"));
        assertThat(Files.readString(root.resolve(HangsTestCase.class.getName()).resolve("inItsOwnThread/threads.txt")))
                .containsPattern("at (app//)?com\\.microsoft\\.azure\\.batch\\.TaskOperations\\.createTasks");
    }

    @BatchTest
    @MayLeave
    static class HangsTestCase {
        @Test
        void inItsOwnThread(BatchClient client) throws Exception {
            addUntilItHangs(client);
        }

        @Test
        void inAThreadOfTheCode(BatchClient client) throws Exception {
            ExecutorService threads = Executors.newSingleThreadExecutor();
            try {
                threads.submit(() -> {
                            addUntilItHangs(client);
                            return true;
                        })
                        .get();
            } finally {
                threads.shutdownNow();
            }
        }

        private static void addUntilItHangs(BatchClient client) throws Exception {
            for (int call = 1; call <= CALLS; call++) {
                client.jobOperations().createJob("job-" + call, new PoolInformation().withPoolId("none"));
                client.taskOperations().createTasks("job-" + call, tasks());
            }
        }

        private static List<TaskAddParameter> tasks() {
            return IntStream.rangeClosed(1, 301)
                    .mapToObj(number ->
                            new TaskAddParameter().withId("task-" + number).withCommandLine("true"))
                    .toList();
        }
    }
}
