package io.github.batchbench.assertj;

import io.github.batchbench.azure.model.NodeReport;
import java.util.Objects;
import org.assertj.core.api.AbstractAssert;

/** Assertions on a node of a pool. */
public final class NodeAssert extends AbstractAssert<NodeAssert, NodeReport> {
    private final ObservedService service;
    private final String poolId;

    NodeAssert(NodeReport actual, ObservedService service, String poolId) {
        super(actual, NodeAssert.class);
        this.service = service;
        this.poolId = poolId;
    }

    /** The service's word for its state, for example {@code idle}, {@code starttaskfailed}, {@code preempted}. */
    public NodeAssert hasState(String state) {
        isNotNull();
        if (!actual.state().equals(state)) {
            failWithMessage("Expected state %s. %s", state, facts());
        }
        return this;
    }

    /** It waits for tasks. */
    public NodeAssert isIdle() {
        return hasState("idle");
    }

    /** Its start task ended with this exit code. */
    public NodeAssert hasStartTaskExitCode(int code) {
        isNotNull();
        if (!Objects.equals(actual.startTaskExitCode(), code)) {
            failWithMessage("Expected exit code %s of the start task. %s", code, facts());
        }
        return this;
    }

    private String facts() {
        String stderr = actual.startTaskFailure() == null ? "" : service.endOfStartTaskStderr(poolId, actual.id());
        return "Node %s of pool %s is %s%n  exit code of its start task: %s%n  failure: %s%s"
                .formatted(
                        actual.id(),
                        poolId,
                        actual.state(),
                        actual.startTaskExitCode(),
                        actual.startTaskFailure(),
                        stderr.isBlank() ? "" : "\n  the end of its stderr:\n    " + stderr.replace("\n", "\n    "));
    }
}
