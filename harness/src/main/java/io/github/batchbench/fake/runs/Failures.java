package io.github.batchbench.fake.runs;

import static io.github.batchbench.fake.model.FailureInfo.userError;

import io.github.batchbench.fake.agent.Outcome;
import io.github.batchbench.fake.model.FailureInfo;
import io.github.batchbench.fake.model.FailureInfo.Detail;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The failures that the service itself finds, worded as recorded. */
public final class Failures {
    /** The command ended with another exit code than 0 (recorded). */
    public static final FailureInfo EXIT_CODE = userError(
            "FailureExitCode",
            "The task exited with an exit code representing a failure",
            new Detail("Message", "The task process exited with an unexpected exit code"),
            new Detail("AdditionalErrorCode", "FailureExitCode"));

    /** A client terminated the task (recorded). */
    public static final FailureInfo ENDED_BY_USER = userError("TaskEnded", "Task Was Ended by User Request");

    /** The task reached its wall-clock limit; the code is documented, the wording of both texts is a guess. */
    public static final FailureInfo ENDED_BY_LIMIT = userError(
            "TaskEnded",
            "The task was ended because it reached its maximum wall clock time",
            new Detail("Message", "The maximum execution time of the task was exceeded"));

    /** The node restarted or left while the task ran there; code and wording are a guess. */
    static final FailureInfo NODE_LOST = new FailureInfo(
            FailureInfo.Category.SERVER_ERROR,
            "TaskEnded",
            "The task was ended because its node restarted or left the pool",
            List.of());

    private Failures() {}

    /** A job that is being terminated waits for its release task on so many nodes (recorded). */
    static FailureInfo awaitingNodes(int nodes) {
        return new FailureInfo(
                FailureInfo.Category.SERVER_ERROR,
                "JobTerminationAwaitingNodeProcessing",
                "The Job termination operation is waiting for processing from one or more node.",
                List.of(new Detail("Number of nodes awaiting processing", Integer.toString(nodes))));
    }

    /** Why a run failed, null if it did not: a bad exit code counts before what came after the command. */
    static @Nullable FailureInfo of(Outcome outcome) {
        return outcome.failedExit() ? EXIT_CODE : outcome.failure();
    }
}
