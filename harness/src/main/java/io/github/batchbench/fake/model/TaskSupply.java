package io.github.batchbench.fake.model;

/**
 * Tasks of a job that are alike but for their ids, and that nobody asks for one by one, so that a job of millions takes no more memory
 * than what runs of it. All of them count as active from the start; each is made when its turn to run comes, is among the job's tasks
 * from then on, and is let go when it has completed, though it goes on to count. Called under the account's lock.
 */
public interface TaskSupply {
    /** How many tasks there are in all, at least one. */
    int size();

    /** Slots that each of them takes on a node. */
    int requiredSlots();

    /** What a client would send to add this task, checked and normalised: one that runs on one node, of any kind. */
    Document spec(int index);

    /** The task has completed and is let go. */
    void completed(Task task);
}
