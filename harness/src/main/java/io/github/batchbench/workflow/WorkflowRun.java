package io.github.batchbench.workflow;

import io.github.batchbench.azure.BatchService;
import io.github.batchbench.azure.BlobStorage;
import io.github.batchbench.azure.Durations;
import io.github.batchbench.azure.JobSpec;
import io.github.batchbench.azure.Pause;
import io.github.batchbench.azure.PoolSpec;
import io.github.batchbench.azure.TaskCounts;
import io.github.batchbench.azure.TaskReport;
import io.github.batchbench.azure.TaskWait;
import io.github.batchbench.azure.WaitTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;

/** One run of the nine steps. */
final class WorkflowRun {
    private static final int UNFINISHED_SHOWN = 5;

    private final Settings settings;
    private final BatchService batch;
    private final BlobStorage blobs;
    private final Pause pause;
    private final WorkflowListener listener;
    private final RunNames names;
    private final Map<String, String> metadata;
    private final CleanUp cleanUp;
    private final Staging staging;

    WorkflowRun(Settings settings, BatchService batch, BlobStorage blobs, Pause pause, WorkflowListener listener) {
        this.settings = settings;
        this.batch = batch;
        this.blobs = blobs;
        this.pause = pause;
        this.listener = listener;
        this.names = RunNames.at(pause.now());
        this.metadata = names.metadata(settings.owner(), settings.limits().job());
        this.cleanUp = new CleanUp(settings.ending(), batch, blobs, pause, listener);
        this.staging = new Staging(settings, names, blobs);
    }

    WorkflowResult run() {
        Instant began = pause.now();
        String pool = settings.pool().existingId() == null
                ? names.pool()
                : settings.pool().existingId();
        try {
            List<TaskOutcome> outcomes = workThrough(pool);
            listener.step(Step.DOWNLOAD, outputPlace());
            SortedMap<String, WorkflowResult.Output> outputs =
                    new OutputDownload(blobs, settings.outputFolder()).collect(names.outputContainer());
            Duration elapsed = Duration.between(began, pause.now());
            List<String> leftBehind = cleanUp.afterSuccess();
            return new WorkflowResult(names.job(), pool, outcomes, outputs, leftBehind, elapsed);
        } catch (InterruptedException interrupted) {
            WorkflowInterruptedException thrown = new WorkflowInterruptedException(interrupted);
            cleanUp.afterFailure(thrown);
            Thread.currentThread().interrupt();
            throw thrown;
        } catch (RuntimeException | Error thrown) {
            cleanUp.afterFailure(thrown);
            throw thrown;
        }
    }

    private List<TaskOutcome> workThrough(String pool) throws InterruptedException {
        createContainers();
        List<StagedInput> inputs = stage();
        createPool(pool);
        createJob(pool);
        listener.step(Step.ADD_TASKS, count(inputs.size(), "task"));
        batch.addTasks(names.job(), staging.tasks(inputs));
        listener.step(Step.WAIT, "at most " + Durations.text(settings.limits().timeout()));
        return outcomes(inputs, await(pool, inputs.size()));
    }

    private void createContainers() throws InterruptedException {
        List<String> containers =
                List.of(names.applicationContainer(), names.inputContainer(), names.outputContainer());
        listener.step(Step.CREATE_CONTAINERS, String.join(", ", containers));
        for (String container : containers) {
            cleanUp.container(container);
            blobs.createContainer(container, metadata);
        }
    }

    private List<StagedInput> stage() throws InterruptedException {
        listener.step(
                Step.UPLOAD,
                settings.application().name() + " and "
                        + count(settings.inputs().size(), "input"));
        return staging.upload();
    }

    private void createPool(String pool) throws InterruptedException {
        Settings.PoolWish wish = settings.pool();
        if (wish.existingId() != null) {
            listener.step(Step.CREATE_POOL, "not needed: using " + pool);
            if (!batch.poolExists(pool)) {
                throw new InvalidInputException("There is no pool " + pool + " to be used.");
            }
            return;
        }
        int nodes = wish.nodes().dedicated() + wish.nodes().spot();
        listener.step(Step.CREATE_POOL, pool + ", " + count(nodes, "node"));
        PoolSpec spec = staging.pool(pool, wish.image().choose(batch.verifiedLinuxImages()), metadata);
        cleanUp.pool(pool);
        batch.createPool(spec);
    }

    private void createJob(String pool) throws InterruptedException {
        listener.step(Step.CREATE_JOB, names.job());
        cleanUp.job(names.job());
        batch.createJob(new JobSpec(names.job(), pool, settings.limits().job(), metadata));
    }

    private List<TaskReport> await(String pool, int expected) throws InterruptedException {
        TaskWait.Observer observer = new TaskWait.Observer() {
            @Override
            public void counts(TaskCounts counts) {
                listener.counts(counts, expected);
            }

            @Override
            public void warning(String text) {
                listener.warning(text);
            }
        };
        try {
            return new TaskWait(batch, pause, observer)
                    .untilAllCompleted(
                            names.job(), pool, expected, settings.limits().timeout());
        } catch (WaitTimeoutException late) {
            throw new WorkflowTimeoutException(late.getMessage() + unfinished(), late);
        }
    }

    private String unfinished() throws InterruptedException {
        List<TaskReport> open = batch.tasks(names.job()).stream()
                .filter(task -> !task.completed())
                .toList();
        String some = open.stream()
                .limit(UNFINISHED_SHOWN)
                .map(task -> "\n  " + task.id() + " is " + task.state()
                        + (task.nodeId() == null ? "" : " on node " + task.nodeId()))
                .collect(Collectors.joining());
        int more = open.size() - UNFINISHED_SHOWN;
        return some + (more > 0 ? "\n  and " + more + " more" : "");
    }

    private List<TaskOutcome> outcomes(List<StagedInput> inputs, List<TaskReport> reports) throws InterruptedException {
        Map<String, TaskReport> byId = reports.stream().collect(Collectors.toMap(TaskReport::id, report -> report));
        List<TaskOutcome> outcomes = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            TaskReport report = byId.get(staging.taskId(i));
            if (report == null) {
                throw new IllegalStateException("Task " + staging.taskId(i) + " has vanished from job " + names.job()
                        + ": somebody else deleted it.");
            }
            String stderr = report.succeeded() ? "" : batch.endOfTaskStderr(names.job(), report.id());
            outcomes.add(new TaskOutcome(inputs.get(i).name(), report, stderr));
        }
        return outcomes;
    }

    private String outputPlace() {
        return settings.outputFolder() == null ? "into memory" : "to " + settings.outputFolder();
    }

    private static String count(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
