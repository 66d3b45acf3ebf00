package io.github.batchbench.api;

import io.github.batchbench.azure.model.AccountQuota;
import io.github.batchbench.azure.model.AccountUse;
import io.github.batchbench.azure.model.TaskCounts;
import io.github.batchbench.transfer.TransferProgress;

/** Hears how a run goes, on the thread that runs it. */
public interface WorkflowListener {
    /** Hears nothing. */
    WorkflowListener NONE = new WorkflowListener() {};

    /** What the run takes if everything goes wrong; said before anything is created. */
    default void worstCase(WorstCase most) {}

    /** What is in the account before the run, if it was to be counted. */
    default void accountUse(AccountUse use) {}

    /** What the account may hold, as Azure Resource Manager says. */
    default void accountQuota(AccountQuota quota) {}

    /** A step begins. Steps 8 and 9 change places when nodes may still read from the containers. */
    default void step(Step step, String detail) {}

    /** How far the inputs are uploaded, or the outputs downloaded. */
    default void transfer(TransferProgress progress) {}

    /** The latest task counts while waiting. */
    default void counts(TaskCounts counts, int expected) {}

    /** Something is wrong that does not end the run. */
    default void warning(String text) {}
}
