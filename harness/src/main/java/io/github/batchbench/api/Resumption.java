package io.github.batchbench.api;

import io.github.batchbench.azure.batch.BatchService;
import io.github.batchbench.azure.model.JobReport;
import io.github.batchbench.azure.model.OwnedResource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds what a run left whose process died, if it can be picked up. */
final class Resumption {
    private static final Set<String> GOING = Set.of("deleting", "disabled", "disabling");

    private final BatchService batch;
    private final RunNames names;
    private final String owner;

    Resumption(BatchService batch, RunNames names, String owner) {
        this.batch = batch;
        this.names = names;
        this.owner = owner;
    }

    /**
     * A run to go on with.
     *
     * @param pool where its tasks run
     * @param inputs the name of each task's input, by task id
     */
    record Found(String pool, Map<String, String> inputs) {}

    Found find() throws InterruptedException {
        JobReport job = find(names.job());
        Optional<Ownership> marks = Ownership.of(job.metadata());
        if (marks.filter(mine -> mine.owner().equals(owner)).isEmpty()) {
            throw new InvalidInputException("Job " + job.id() + " does not belong to " + owner + ", so it stays alone."
                    + marks.map(other -> " Its owner is " + other.owner() + ".").orElse(""));
        }
        if (GOING.contains(job.state())) {
            throw new InvalidInputException(
                    "Run " + names.runId() + " cannot be resumed: its job is " + job.state() + ".");
        }
        if (!job.endsWithItsTasks()) {
            throw new InvalidInputException("Run " + names.runId() + " cannot be resumed: it died before all its tasks"
                    + " were added. Start a new one; `sweep --run " + names.runId()
                    + " --delete` removes what is left.");
        }
        return new Found(job.poolId(), batch.taskSettings(job.id(), StagedInput.NAME_VARIABLE));
    }

    private JobReport find(String id) throws InterruptedException {
        Optional<JobReport> job = batch.job(id);
        if (job.isPresent()) {
            return job.get();
        }
        List<String> others = others();
        throw new InvalidInputException("There is no job of a run " + names.runId() + " here. "
                + (others.isEmpty() ? owner + " has none at all." : "There are: " + String.join(", ", others) + "."));
    }

    /** The runs of this owner that have a job. */
    private List<String> others() throws InterruptedException {
        return batch.resources().stream()
                .filter(resource -> resource.kind() == OwnedResource.Kind.JOB)
                .flatMap(resource -> Ownership.of(resource.metadata()).stream())
                .filter(marks -> marks.owner().equals(owner))
                .map(Ownership::run)
                .sorted()
                .toList();
    }
}
