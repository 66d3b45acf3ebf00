package io.github.batchbench.benchmarks;

import com.microsoft.azure.batch.BatchClient;
import io.github.batchbench.api.BatchWorkflow;
import io.github.batchbench.api.OfflineAccount;
import io.github.batchbench.api.StagedInput;
import io.github.batchbench.api.TaskCommand;
import io.github.batchbench.api.WorkflowResult;
import io.github.batchbench.azure.BatchClients;
import io.github.batchbench.azure.waiting.Pause;
import io.github.batchbench.fixtures.Corpus;
import io.github.batchbench.fixtures.TutorialText;
import java.time.Duration;
import java.util.function.Function;

/** The workflow as the turnaround benchmarks run it: on one node, each task with the same small text. */
final class NineSteps {
    static final TutorialText TEXT = Corpus.tutorial().get(0);

    private static final Duration PATIENCE = Duration.ofHours(1);

    private final Account account;
    private final BatchClient client;
    private final Pause pause;

    NineSteps(Account account) {
        this.account = account;
        this.client = BatchClients.open(account.azure());
        this.pause = OfflineAccount.pauseAt(account.azure().batchEndpoint());
    }

    /** From an empty account to an empty account; where the time went is told to the profiler. */
    WorkflowResult run(int tasks, int slots, Function<StagedInput, TaskCommand> command) {
        StepTimes times = new StepTimes(client);
        BatchWorkflow workflow = BatchWorkflow.on(account.azure(), pause)
                .slotsPerNode(slots)
                .timeout(PATIENCE)
                .listener(times)
                .task(command);
        for (int i = 0; i < tasks; i++) {
            workflow.input("text%04d.txt".formatted(i), TEXT.content());
        }
        WorkflowResult result = workflow.run();
        if (!result.allTasksSucceeded() || result.tasks().size() != tasks) {
            throw new IllegalStateException("Not all tasks succeeded: " + result.failedTasks());
        }
        PhaseProfiler.record(times.phases(result));
        return result;
    }
}
