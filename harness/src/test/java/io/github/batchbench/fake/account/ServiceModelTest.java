package io.github.batchbench.fake.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.batchbench.fake.account.Step.Operation;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Random runs on an account, held against a small model of the service's rules. {@code -Dbatchbench.model.steps=N} makes
 * the run longer, {@code -Dbatchbench.model.seed=N} another one.
 */
class ServiceModelTest {
    private static final int STEPS_A_RUN = 250;

    @Test
    void randomRunsKeepTheRules() {
        long steps = Long.getLong("batchbench.model.steps", 20_000);
        long first = Long.getLong("batchbench.model.seed", 1);
        for (long seed = first; seed < first + steps / STEPS_A_RUN; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Shrinking.check(
                    seed,
                    Stream.generate(() -> Step.random(random))
                            .limit(STEPS_A_RUN)
                            .toList(),
                    ModelRun::replay);
        }
    }

    @Test
    void aRunThatFailsIsMadeShortAndPrintedAsATest() {
        List<Step> steps = Stream.of(Operation.values())
                .map(operation -> new Step(operation, 1, 2))
                .toList();

        assertThatThrownBy(() -> Shrinking.check(
                        7, steps, run -> assertThat(run).noneMatch(step -> step.operation() == Operation.REBOOT_NODE)))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("Seed 7 fails: ")
                .hasMessageContaining(
                        "ModelRun.replay(List.of(\n                new Step(Operation.REBOOT_NODE, 1, 2)));");
    }

    // What the random runs have found, as it was printed.

    @Test
    void aJobThatIsBeingDisabledMayBeDisabledAgain() {
        ModelRun.replay(List.of(
                new Step(Operation.ADD_JOB, 4, 2),
                new Step(Operation.DISABLE_JOB, 4, 5),
                new Step(Operation.DISABLE_JOB, 4, 10)));
    }

    @Test
    void aNodeThatIsToLeaveAndToBeDeallocatedAfterItsTaskLeaves() {
        ModelRun.replay(List.of(
                new Step(Operation.ADD_POOL, 5, 10),
                new Step(Operation.ADD_POOL, 8, 8),
                new Step(Operation.ADVANCE, 2, 8),
                new Step(Operation.ADD_JOB, 1, 8),
                new Step(Operation.ADD_TASK, 4, 3),
                new Step(Operation.RESIZE_POOL, 10, 1),
                new Step(Operation.ADVANCE, 10, 0),
                new Step(Operation.DEALLOCATE_NODE, 2, 4),
                new Step(Operation.TERMINATE_JOB, 4, 5)));
    }

    @Test
    void aReimageReplacesADeallocationThatWaits() {
        ModelRun.replay(List.of(
                new Step(Operation.ADD_POOL, 8, 6),
                new Step(Operation.ADD_POOL, 11, 8),
                new Step(Operation.ADD_JOB, 7, 9),
                new Step(Operation.ADD_TASK, 7, 10),
                new Step(Operation.ADVANCE, 4, 6),
                new Step(Operation.DEALLOCATE_NODE, 11, 0),
                new Step(Operation.REMOVE_NODE, 7, 7),
                new Step(Operation.ADVANCE, 9, 2),
                new Step(Operation.REIMAGE_NODE, 5, 3)));
    }

    @Test
    void aPreemptionReplacesWhatWaitsForTheLastTask() {
        ModelRun.replay(List.of(
                new Step(Operation.ADD_POOL, 11, 11),
                new Step(Operation.ADVANCE, 7, 10),
                new Step(Operation.ADD_JOB, 7, 7),
                new Step(Operation.RESIZE_POOL, 1, 9),
                new Step(Operation.ADD_TASK, 4, 11),
                new Step(Operation.ADVANCE, 3, 10),
                new Step(Operation.REMOVE_NODE, 5, 11),
                new Step(Operation.ADVANCE, 9, 11),
                new Step(Operation.ADD_TASK, 7, 0),
                new Step(Operation.DISABLE_NODE, 3, 5),
                new Step(Operation.PREEMPT_NODE, 1, 7)));
    }
}
