package io.github.batchbench.junit;

import io.github.batchbench.api.ContainerTasks;
import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Skips tests that need containers where there are none. */
final class ContainersCondition implements ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return TestTarget.of(context) == TestTarget.LIVE
                ? ConditionEvaluationResult.enabled("the pools of the live account run containers")
                : result(ContainerTasks.missing());
    }

    static ConditionEvaluationResult result(Optional<String> missing) {
        return missing.map(reason ->
                        ConditionEvaluationResult.disabled("It needs containers. Container engine: " + reason))
                .orElseGet(() -> ConditionEvaluationResult.enabled("a container engine answers"));
    }
}
