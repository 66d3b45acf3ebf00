package io.github.batchbench.fake.account;

import java.util.List;
import java.util.SplittableRandom;

/** One operation of a random run, on things that two small numbers choose. */
record Step(Operation operation, int a, int b) {
    private static final int NUMBERS = 12;
    private static final List<Operation> OPERATIONS = List.of(Operation.values());

    /** What a client, the cloud or time can do. */
    enum Operation {
        ADD_POOL,
        DELETE_POOL,
        RESIZE_POOL,
        STOP_RESIZE,
        REMOVE_NODE,
        ADD_JOB,
        UPDATE_JOB,
        DISABLE_JOB,
        ENABLE_JOB,
        TERMINATE_JOB,
        DELETE_JOB,
        ADD_TASK,
        UPDATE_TASK,
        TERMINATE_TASK,
        REACTIVATE_TASK,
        DELETE_TASK,
        REBOOT_NODE,
        REIMAGE_NODE,
        DEALLOCATE_NODE,
        START_NODE,
        DISABLE_NODE,
        ENABLE_NODE,
        PREEMPT_NODE,
        RESTORE_NODE,
        FAIL_NODE,
        RECOVER_NODE,
        FAIL_RUNS,
        ADVANCE
    }

    /** Tasks are added and time goes on more often than all else happens. */
    static Step random(SplittableRandom random) {
        int choice = random.nextInt(OPERATIONS.size() + 12);
        Operation usual = choice % 2 == 0 ? Operation.ADD_TASK : Operation.ADVANCE;
        Operation operation = choice < OPERATIONS.size() ? OPERATIONS.get(choice) : usual;
        return new Step(operation, random.nextInt(NUMBERS), random.nextInt(NUMBERS));
    }

    /** As a line of a test. */
    @Override
    public String toString() {
        return "new Step(Operation." + operation + ", " + a + ", " + b + ")";
    }
}
