package io.github.batchbench.api;

import io.github.batchbench.azure.AzureAccount;
import io.github.batchbench.azure.batch.BatchService;
import io.github.batchbench.azure.blob.BlobStorage;
import io.github.batchbench.azure.model.Image;
import io.github.batchbench.azure.model.JobSpec;
import io.github.batchbench.azure.model.PoolSpec;
import io.github.batchbench.azure.waiting.DurationText;
import io.github.batchbench.azure.waiting.Pause;
import io.github.batchbench.transfer.ParallelRun;
import io.github.batchbench.transfer.Transfers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.Callable;

/** One run of the nine steps. */
final class WorkflowRun {
    private final RunSettings settings;
    private final BatchService batch;
    private final BlobStorage blobs;
    private final Pause pause;
    private final WorkflowListener listener;
    private final RunNames names;
    private final CleanUp cleanUp;
    private final Transfers transfers;
    private final Staging staging;
    private final QuotaCheck quotaCheck;

    WorkflowRun(
            AzureAccount account,
            RunSettings settings,
            RunNames names,
            BatchService batch,
            BlobStorage blobs,
            Pause pause,
            WorkflowListener listener) {
        this.settings = settings;
        this.names = names;
        this.batch = batch;
        this.blobs = blobs;
        this.pause = pause;
        this.listener = listener;
        this.cleanUp = new CleanUp(settings.ending(), batch, blobs, pause, listener);
        this.transfers = Transfers.of(blobs, pause::now).listener(listener::transfer);
        this.staging = new Staging(settings, names, blobs, transfers);
        this.quotaCheck = new QuotaCheck(settings, account, listener);
    }

    private record Done(String pool, List<TaskOutcome> outcomes) {}

    private interface Work {
        Done go() throws InterruptedException;
    }

    WorkflowResult run() {
        WorstCase worst = settings.worstCase();
        settings.spending().budget().check(worst);
        listener.worstCase(worst);
        return finish(this::nineSteps);
    }

    WorkflowResult resume() {
        return finish(this::pickUp);
    }

    private WorkflowResult finish(Work work) {
        Instant began = pause.steady();
        try {
            Done done = work.go();
            listener.step(Step.DOWNLOAD, outputPlace());
            SortedMap<String, WorkflowResult.Output> outputs =
                    new OutputDownload(transfers, settings.outputFolder()).collect(names.outputContainer());
            Duration elapsed = Duration.between(began, pause.steady());
            List<String> leftBehind = cleanUp.afterSuccess();
            return new WorkflowResult(names.job(), done.pool(), done.outcomes(), outputs, leftBehind, elapsed);
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

    private Done nineSteps() throws InterruptedException {
        quotaCheck.check(batch::use);
        createContainers();
        List<StagedTask> tasks = stage();
        String pool = createPool(tasks);
        createJob(pool);
        listener.step(Step.ADD_TASKS, count(tasks.size(), "task"));
        batch.addTasks(names.job(), staging.tasks(tasks));
        batch.endJobWithItsTasks(names.job());
        Map<String, String> byTask = new LinkedHashMap<>();
        tasks.forEach(task -> byTask.put(task.id(), task.input().name()));
        return await(pool, byTask);
    }

    /** The steps before were done by a process that is dead. */
    private Done pickUp() throws InterruptedException {
        Resumption.Found found = new Resumption(batch, names, settings.owner()).find();
        containers().forEach(cleanUp::container);
        cleanUp.job(names.job());
        if (found.pool().equals(names.pool())) {
            cleanUp.pool(found.pool());
        }
        return await(found.pool(), found.inputs());
    }

    private Done await(String pool, Map<String, String> inputs) throws InterruptedException {
        Duration timeout = settings.limits().waiting();
        listener.step(Step.WAIT, "at most " + DurationText.text(timeout));
        return new Done(pool, new JobCompletion(batch, pause, listener, timeout).outcomes(names.job(), pool, inputs));
    }

    private void createContainers() throws InterruptedException {
        listener.step(Step.CREATE_CONTAINERS, String.join(", ", containers()));
        Map<String, String> metadata = marks(settings.limits().signatures()).metadata();
        List<Callable<Boolean>> creations = new ArrayList<>();
        for (String container : containers()) {
            cleanUp.container(container);
            creations.add(() -> {
                blobs.createContainer(container, metadata);
                return true;
            });
        }
        var unused = ParallelRun.of(creations);
    }

    private List<String> containers() {
        return List.of(names.applicationContainer(), names.inputContainer(), names.outputContainer());
    }

    private List<StagedTask> stage() throws InterruptedException {
        listener.step(
                Step.UPLOAD,
                settings.application().name() + " and "
                        + count(settings.inputs().size(), "input"));
        return staging.upload();
    }

    private String createPool(List<StagedTask> tasks) throws InterruptedException {
        RunSettings.Pool request = settings.pool();
        String existing = request.existingId();
        if (existing != null) {
            listener.step(Step.CREATE_POOL, "not needed: using " + existing);
            if (!batch.poolExists(existing)) {
                throw new InvalidInputException("There is no pool " + existing + " to be used.");
            }
            return existing;
        }
        String pool = names.pool();
        Image image = request.image().choose(batch.verifiedLinuxImages());
        // A pool that is kept is for others, too.
        PoolSpec.Nodes nodes = settings.ending().keepPool() ? request.nodes() : request.nodesFor(tasks.size());
        int spared = request.nodes().total() - nodes.total();
        listener.step(
                Step.CREATE_POOL,
                pool + ", " + count(nodes.total(), "node")
                        + (spared == 0 ? "" : " of " + request.nodes().total() + ": no more have a task"));
        cleanUp.pool(pool);
        batch.createPool(
                staging.pool(pool, image, nodes, marks(settings.limits().pool()), tasks));
        return pool;
    }

    private void createJob(String pool) throws InterruptedException {
        listener.step(Step.CREATE_JOB, names.job());
        cleanUp.job(names.job());
        Duration life = settings.limits().job();
        batch.createJob(new JobSpec(names.job(), pool, life, marks(life).metadata()));
    }

    /** Whose it is, and how long from now it may be needed, by the service's clock, which it expires by. */
    private Ownership marks(Duration life) {
        Instant now = batch.serviceTime().orElseGet(pause::now);
        return new Ownership(settings.owner(), names.runId(), now, now.plus(life));
    }

    private String outputPlace() {
        return settings.outputFolder() == null ? "into memory" : "to " + settings.outputFolder();
    }

    private static String count(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
