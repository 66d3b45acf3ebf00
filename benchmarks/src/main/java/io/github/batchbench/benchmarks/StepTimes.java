package io.github.batchbench.benchmarks;

import com.microsoft.azure.batch.BatchClient;
import io.github.batchbench.api.Step;
import io.github.batchbench.api.TaskOutcome;
import io.github.batchbench.api.WorkflowListener;
import io.github.batchbench.api.WorkflowResult;
import io.github.batchbench.azure.model.TaskCounts;
import io.github.batchbench.azure.model.TaskReport;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** When the steps of a run began, and what follows from that and from the tasks' own times. One run, one object. */
final class StepTimes implements WorkflowListener {
    private final Map<Step, Instant> began = new EnumMap<>(Step.class);
    private final Map<Phase, Double> phases = new EnumMap<>(Phase.class);
    private final BatchClient client;
    private String jobId = "";
    private @Nullable CompletableFuture<Map<Phase, Double>> nodes;

    StepTimes(BatchClient client) {
        this.client = client;
    }

    @Override
    public void step(Step step, String detail) {
        began.putIfAbsent(step, Instant.now());
        if (step == Step.CREATE_JOB) {
            jobId = detail;
        } else if (step == Step.DELETE_JOB_AND_POOL && nodes != null) {
            phases.putAll(nodes.join());
        }
    }

    /** The nodes are asked once, when tasks run on them, and the run does not wait for what they say. */
    @Override
    public void counts(TaskCounts counts, int expected) {
        if (nodes == null && counts.active() < expected) {
            nodes = CompletableFuture.supplyAsync(() -> NodeTimes.of(client, jobId));
        }
    }

    /** The figures of this run, which is over now, in milliseconds. */
    Map<Phase, Double> phases(WorkflowResult result) {
        List<TaskReport> reports =
                result.tasks().stream().map(TaskOutcome::report).toList();
        List<Instant> starts = reports.stream()
                .map(TaskReport::started)
                .filter(Objects::nonNull)
                .toList();
        List<Instant> ends =
                reports.stream().map(TaskReport::ended).filter(Objects::nonNull).toList();
        Instant firstStart = starts.stream().min(Comparator.naturalOrder()).orElseThrow();
        Instant lastEnd = ends.stream().max(Comparator.naturalOrder()).orElseThrow();
        Instant over = Instant.now();
        phases.put(Phase.CREATE_CONTAINERS, millis(Step.CREATE_CONTAINERS, Step.UPLOAD));
        phases.put(Phase.ASK_FOR_POOL, millis(Step.CREATE_POOL, Step.CREATE_JOB));
        phases.put(Phase.JOB_AND_TASKS, millis(Step.CREATE_JOB, Step.WAIT));
        phases.put(Phase.UPLOAD, millis(Step.UPLOAD, Step.CREATE_POOL));
        phases.put(Phase.POOL_TO_FIRST_TASK, millis(began(Step.CREATE_POOL), firstStart));
        phases.put(
                Phase.QUEUEING,
                starts.stream()
                        .mapToDouble(start -> millis(firstStart, start))
                        .average()
                        .orElse(0));
        phases.put(Phase.RUNNING, millis(firstStart, lastEnd));
        phases.put(Phase.NOTICING, millis(lastEnd, began(Step.DOWNLOAD)));
        Instant cleanUp = began.containsKey(Step.DELETE_CONTAINERS)
                        && began(Step.DELETE_CONTAINERS).isBefore(began(Step.DELETE_JOB_AND_POOL))
                ? began(Step.DELETE_CONTAINERS)
                : began(Step.DELETE_JOB_AND_POOL);
        phases.put(Phase.DOWNLOAD, millis(began(Step.DOWNLOAD), cleanUp));
        phases.put(Phase.CLEAN_UP, millis(cleanUp, over));
        phases.put(Phase.FIRST_STEP_TO_LAST_OUTPUT, millis(began(Step.CREATE_CONTAINERS), cleanUp));
        return phases;
    }

    private double millis(Step from, Step to) {
        return millis(began(from), began(to));
    }

    private static double millis(Instant from, Instant to) {
        return Duration.between(from, to).toNanos() / 1e6;
    }

    private Instant began(Step step) {
        return Objects.requireNonNull(began.get(step), step::title);
    }
}
