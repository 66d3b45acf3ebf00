package io.github.batchbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.azure.batch.BatchClient;
import com.microsoft.azure.batch.protocol.models.PoolAddParameter;
import com.microsoft.azure.batch.protocol.models.PoolInformation;
import com.microsoft.azure.batch.protocol.models.TaskAddParameter;
import com.microsoft.azure.batch.protocol.models.TaskConstraints;
import com.microsoft.azure.batch.protocol.models.TaskCounts;
import io.github.batchbench.Ubuntu;
import io.github.batchbench.azure.BatchClients;
import io.github.batchbench.azure.BlobClients;
import io.github.batchbench.azure.waiting.Await;
import io.github.batchbench.azure.waiting.Pause;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.joda.time.Period;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Much work by the official clients on {@code batchbench serve} in a JVM of its own with a small heap: memory comes
 * back, and no descriptor, thread, process or file is left. How much is set by {@code batchbench.soak.tasks},
 * {@code .processes} and {@code .megabytes}.
 */
@Tag("soak")
@EnabledOnOs(OS.LINUX)
@Timeout(3600)
class SoakIT {
    private static final int TASKS = Integer.getInteger("batchbench.soak.tasks", 100_000);
    private static final int PROCESSES = Integer.getInteger("batchbench.soak.processes", 10_000);
    private static final int MEGABYTES = Integer.getInteger("batchbench.soak.megabytes", 10_000);

    private static final int STEPS = 4;
    private static final int BATCH = 100;
    private static final long HEAP_SLACK = 16_000_000;
    private static final Duration PATIENCE = Duration.ofMinutes(20);
    private static final TaskConstraints LIMIT = new TaskConstraints().withMaxWallClockTime(Period.hours(1));

    @TempDir
    private Path folder;

    private final long start = System.nanoTime();
    private Served served;
    private BatchClient batch;
    private BlobLoad blobs;

    @BeforeEach
    void serve() throws IOException {
        served = Served.start(folder, Map.of("JDK_JAVA_OPTIONS", "-Xmx512m"));
        batch = BatchClients.open(served.account());
        blobs = new BlobLoad(BlobClients.open(served.account()));
        System.out.println(Vitals.HEADER);
    }

    @AfterEach
    void stop() {
        batch.protocolLayer().restClient().close();
        served.close();
    }

    @Test
    void whatIsTakenIsGivenBack() throws Exception {
        measure("the start");
        addTasks("warm-up", 10 * BATCH, 1);
        runProcesses("warm-up", BATCH, 1);
        moveBlobs(100, 1);
        Vitals before = settled("a warm-up");

        addTasks("waiting", TASKS, STEPS);
        runProcesses("running", PROCESSES, STEPS);
        moveBlobs(MEGABYTES, STEPS);

        boolean back = Await.until(Pause.REAL, Duration.ofMinutes(3), () -> vitals().isBackTo(before, HEAP_SLACK));
        measure("a pause");
        assertThat(back).as("what was taken is given back").isTrue();
        served.jar().terminate();
        assertThat(served.jar().exitCode()).isEqualTo(Jar.TERMINATED);
        assertThat(Served.temporary(folder)).isEmptyDirectory();
    }

    /** Tasks that wait for a node of a pool without any. */
    private void addTasks(String id, int tasks, int steps) throws Exception {
        createPool(id, 0);
        createJob(id);
        for (int step = 1; step <= steps; step++) {
            add(id, tasks / steps * (step - 1), tasks / steps);
            measure("%,d tasks added".formatted(tasks / steps * step));
        }
        TaskCounts counts = batch.jobOperations().getTaskCounts(id);
        assertThat(counts.active()).isEqualTo(tasks / steps * steps);
        delete(id);
        measure("they are deleted");
    }

    private void runProcesses(String id, int tasks, int steps) throws Exception {
        createPool(id, 4);
        for (int step = 1; step <= steps; step++) {
            String job = id + "-" + step;
            createJob(job, id);
            add(job, 0, tasks / steps);
            assertThat(Await.until(Pause.REAL, PATIENCE, () -> counts(job).completed() == tasks / steps))
                    .isTrue();
            assertThat(counts(job).succeeded()).isEqualTo(tasks / steps);
            batch.jobOperations().deleteJob(job);
            measure("%,d processes run".formatted(tasks / steps * step));
        }
        batch.poolOperations().deletePool(id);
        measure("they are deleted");
    }

    private void moveBlobs(int megabytes, int steps) throws Exception {
        for (int step = 1; step <= steps; step++) {
            blobs.roundTrip(megabytes / steps);
            measure("%,d MB up in blocks, and down".formatted(megabytes / steps * step));
        }
    }

    private TaskCounts counts(String job) {
        try {
            return batch.jobOperations().getTaskCounts(job);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void add(String job, int first, int count) throws Exception {
        for (int from = first; from < first + count; from += BATCH) {
            List<TaskAddParameter> tasks = IntStream.range(from, Math.min(from + BATCH, first + count))
                    .mapToObj(number -> new TaskAddParameter()
                            .withId("task-" + number)
                            .withCommandLine("/bin/true")
                            .withConstraints(LIMIT))
                    .toList();
            batch.taskOperations().createTasks(job, tasks);
        }
    }

    private void createPool(String id, int nodes) throws IOException {
        batch.poolOperations()
                .createPool(new PoolAddParameter()
                        .withId(id)
                        .withVmSize("standard_d2s_v3")
                        .withVirtualMachineConfiguration(Ubuntu.machine())
                        .withTargetDedicatedNodes(nodes)
                        .withTaskSlotsPerNode(4));
    }

    private void createJob(String id) throws IOException {
        createJob(id, id);
    }

    private void createJob(String id, String pool) throws IOException {
        batch.jobOperations().createJob(id, new PoolInformation().withPoolId(pool));
    }

    private void delete(String id) throws IOException {
        batch.jobOperations().deleteJob(id);
        batch.poolOperations().deletePool(id);
    }

    private Vitals settled(String after) throws Exception {
        assertThat(Await.until(Pause.REAL, PATIENCE, () -> isEmpty())).isTrue();
        return measure(after);
    }

    private boolean isEmpty() {
        try {
            return batch.jobOperations().listJobs().isEmpty()
                    && batch.poolOperations().listPools().isEmpty();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Vitals measure(String after) throws IOException, InterruptedException {
        Vitals vitals = vitals();
        System.out.println(
                vitals.row(after, Duration.ofNanos(System.nanoTime() - start).toSeconds()));
        return vitals;
    }

    private Vitals vitals() throws InterruptedException {
        try {
            return Vitals.of(served.jar().pid(), Served.temporary(folder));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
