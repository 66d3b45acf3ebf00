package io.github.batchbench.api;

import io.github.batchbench.azure.AzureException;
import io.github.batchbench.azure.batch.BatchService;
import io.github.batchbench.azure.blob.BlobStorage;
import io.github.batchbench.azure.waiting.Await;
import io.github.batchbench.azure.waiting.Pause;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes away what a run has made. Things are noted before they are created, since a create call may succeed although it
 * seems to fail. Containers go last when a node may still read from them: a start task that finds its container gone
 * makes its node unusable.
 */
final class CleanUp {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final RunSettings.Ending ending;
    private final BatchService batch;
    private final BlobStorage blobs;
    private final Pause pause;
    private final WorkflowListener listener;
    private final List<String> containers = new ArrayList<>();
    private final List<String> leftBehind = new ArrayList<>();
    private @Nullable String pool;
    private @Nullable String job;

    CleanUp(RunSettings.Ending ending, BatchService batch, BlobStorage blobs, Pause pause, WorkflowListener listener) {
        this.ending = ending;
        this.batch = batch;
        this.blobs = blobs;
        this.pause = pause;
        this.listener = listener;
    }

    void container(String name) {
        containers.add(name);
    }

    void pool(String id) {
        this.pool = id;
    }

    void job(String id) {
        this.job = id;
    }

    private interface Action {
        void run() throws InterruptedException;
    }

    /** All tasks are over. Returns what could not be deleted. */
    List<String> afterSuccess() throws InterruptedException {
        String ownPool = pool;
        if (ownPool == null || batch.poolHealth(ownPool).started()) {
            deleteContainers();
            deleteJobAndPool(ending.confirmDeletion().getAsBoolean());
        } else {
            deleteJobAndPool(ending.confirmDeletion().getAsBoolean());
            deleteContainers();
        }
        return List.copyOf(leftBehind);
    }

    /** Something went wrong: everything goes that is not to be kept, and further trouble is noted in the exception. */
    void afterFailure(Throwable thrown) {
        boolean interrupted = Thread.interrupted();
        deleteJobAndPool(true);
        deleteContainers();
        leftBehind.forEach(trouble -> thrown.addSuppressed(new IllegalStateException(trouble)));
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void deleteContainers() {
        if (!containers.isEmpty()) {
            listener.step(Step.DELETE_CONTAINERS, "");
        }
        for (String container : containers) {
            attempt("container " + container, () -> blobs.deleteContainer(container));
        }
        containers.clear();
    }

    private void deleteJobAndPool(boolean confirmed) {
        boolean jobGoes = job != null && confirmed && !ending.keepJob();
        boolean poolGoes = pool != null && confirmed && !ending.keepPool();
        if (job != null || pool != null) {
            listener.step(Step.DELETE_JOB_AND_POOL, what(jobGoes, poolGoes));
        }
        // Both are asked to go before either is waited for.
        String ownJob = job;
        String ownPool = pool;
        boolean jobAsked = ownJob != null && attempt("job " + ownJob, () -> endJob(ownJob, jobGoes));
        boolean poolAsked = ownPool != null && poolGoes && attempt("pool " + ownPool, () -> batch.deletePool(ownPool));
        if (ownJob != null && jobAsked && jobGoes) {
            attempt("job " + ownJob, () -> await(() -> !batch.jobExists(ownJob)));
        }
        if (ownPool != null && poolAsked) {
            attempt("pool " + ownPool, () -> await(() -> !batch.poolExists(ownPool)));
        } else if (ownPool != null && !poolGoes) {
            attempt(
                    "pool " + ownPool,
                    () -> await(() -> batch.poolHealth(ownPool).started()));
        }
        job = null;
        pool = null;
    }

    private static String what(boolean jobGoes, boolean poolGoes) {
        return jobGoes ? (poolGoes ? "" : "the pool stays") : poolGoes ? "the job stays" : "both stay";
    }

    private void endJob(String id, boolean goes) throws InterruptedException {
        if (goes) {
            batch.deleteJob(id);
        } else {
            batch.terminateJob(id, "RunEnded");
        }
    }

    private void await(Await.Question done) throws InterruptedException {
        if (!Await.until(pause, PATIENCE, done)) {
            throw new IllegalStateException("the service accepted this, but has not finished within 5 minutes");
        }
    }

    /**
     * One thing that cannot be deleted must not keep the others. An interruption asks for the run to end, which is what
     * happens here, so it is remembered but does not stop the deletion.
     *
     * @return whether it was done
     */
    private boolean attempt(String what, Action action) {
        boolean interrupted = Thread.interrupted();
        int before = leftBehind.size();
        try {
            try {
                action.run();
            } catch (InterruptedException remembered) {
                interrupted = true;
                action.run();
            }
        } catch (InterruptedException again) {
            leftBehind.add(what + ": interrupted twice while deleting it");
        } catch (AzureException | IllegalStateException trouble) {
            leftBehind.add(what + ": " + trouble.getMessage());
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return leftBehind.size() == before;
    }
}
