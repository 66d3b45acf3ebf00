package io.github.batchbench.api;

import io.github.batchbench.azure.AzureAccount;
import io.github.batchbench.azure.AzureException;
import io.github.batchbench.azure.batch.BatchService;
import io.github.batchbench.azure.blob.BlobStorage;
import io.github.batchbench.azure.model.OwnedResource;
import io.github.batchbench.azure.waiting.Backoff;
import io.github.batchbench.azure.waiting.Pause;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/**
 * Finds, and deletes if told to, what runs have left behind: only what bears our marks, belongs to the given owner and
 * has expired. Anything else in the account is never touched.
 */
public final class Sweep implements AutoCloseable {
    private final BatchService batch;
    private final BlobStorage blobs;
    private final Pause pause;
    private final String owner;

    /**
     * One thing that was left behind.
     *
     * @param resource what it is
     * @param ownership the marks on it
     */
    public record Leftover(OwnedResource resource, Ownership ownership) {}

    private Sweep(BatchService batch, BlobStorage blobs, Pause pause, String owner) {
        this.batch = batch;
        this.blobs = blobs;
        this.pause = pause;
        this.owner = owner;
    }

    /** A sweep of an account for what an owner's runs have left there. */
    public static Sweep of(AzureAccount account, Pause pause, String owner) {
        return new Sweep(
                BatchService.open(account, pause, Backoff.DEFAULT), BlobStorage.open(account, pause), pause, owner);
    }

    /** What is left and has expired, in the order in which it can be deleted. Changes nothing. */
    public List<Leftover> find() throws InterruptedException {
        return find(ownership -> ownership.expires().isBefore(now()));
    }

    /** What a run has made and is still there, expired or not. Changes nothing. */
    public List<Leftover> findRun(String runId) throws InterruptedException {
        return find(ownership -> ownership.run().equals(runId));
    }

    /** The service's time: a clock here that is fast must not make what still runs look expired. */
    private Instant now() {
        return batch.serviceTime().orElseGet(pause::now);
    }

    private List<Leftover> find(Predicate<Ownership> which) throws InterruptedException {
        List<OwnedResource> all = new ArrayList<>(batch.resources());
        all.addAll(blobs.containers());
        List<Leftover> found = new ArrayList<>();
        for (OwnedResource resource : all) {
            Ownership.of(resource.metadata())
                    .filter(ownership -> ownership.owner().equals(owner))
                    .filter(which)
                    .ifPresent(ownership -> found.add(new Leftover(resource, ownership)));
        }
        found.sort(Comparator.comparing(leftover -> leftover.resource().kind()));
        return found;
    }

    /** Deletes these, as far as it goes; returns what could not be deleted and why. */
    public List<String> delete(List<Leftover> leftovers) throws InterruptedException {
        List<String> trouble = new ArrayList<>();
        for (Leftover leftover : leftovers) {
            try {
                delete(leftover.resource());
            } catch (AzureException refused) {
                trouble.add(String.valueOf(refused.getMessage()));
            }
        }
        return trouble;
    }

    private void delete(OwnedResource resource) throws InterruptedException {
        switch (resource.kind()) {
            case JOB_SCHEDULE -> batch.deleteJobSchedule(resource.id());
            case JOB -> batch.deleteJob(resource.id());
            case POOL -> batch.deletePool(resource.id());
            case CONTAINER -> blobs.deleteContainer(resource.id());
        }
    }

    @Override
    public void close() {
        batch.close();
    }
}
