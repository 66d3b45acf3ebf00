package io.github.batchbench.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batchbench.api.ContainerTasks;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.platform.testkit.engine.EngineExecutionResults;

/** Tests that need containers, on a machine that has an engine as well as on one that has none. */
class NeedsContainersTest {
    @Test
    void runsWhereAnEngineAnswersAndIsSkippedWithTheReasonElsewhere() {
        EngineExecutionResults results = Runs.kit(NeedsThemTestCase.class).execute();

        Optional<String> missing = ContainerTasks.missing();
        results.testEvents()
                .assertStatistics(
                        stats -> stats.succeeded(missing.isPresent() ? 0 : 1).skipped(missing.isPresent() ? 1 : 0));
        missing.ifPresent(reason -> assertThat(results.testEvents().skipped().stream())
                .allSatisfy(event ->
                        assertThat(event.getPayload().orElseThrow().toString()).contains(reason)));
    }

    @Test
    void theReasonIsTheEngines() {
        ConditionEvaluationResult result =
                ContainersCondition.result(Optional.of("none: podman does not answer: no disk"));

        assertThat(result.isDisabled()).isTrue();
        assertThat(result.getReason())
                .contains("It needs containers. Container engine: none: podman does not answer: no disk");
        assertThat(ContainersCondition.result(Optional.empty()).isDisabled()).isFalse();
    }

    static class NeedsThemTestCase {
        @Test
        @NeedsContainers
        void needsThem() {
            assertThat(ContainerTasks.missing()).isEmpty();
        }
    }
}
