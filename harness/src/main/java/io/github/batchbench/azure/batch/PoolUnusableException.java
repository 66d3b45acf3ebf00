package io.github.batchbench.azure.batch;

import io.github.batchbench.azure.model.NodeReport;
import io.github.batchbench.azure.model.PoolHealth;
import java.io.Serial;

/** A pool cannot run tasks and never will as it is: it was refused its nodes, or none of them could start. */
public final class PoolUnusableException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private PoolUnusableException(String message) {
        super(message);
    }

    static PoolUnusableException of(String poolId, PoolHealth health, String stderr) {
        StringBuilder text = new StringBuilder("Pool " + poolId + " cannot run tasks.");
        if (health.nodes().isEmpty()) {
            text.append(" It has none of its ").append(health.targetNodes()).append(" nodes.");
        }
        health.resizeErrors().forEach(error -> text.append("\n  Resize error ").append(error));
        health.brokenNodes().stream()
                .findFirst()
                .ifPresent(node -> text.append("\n  ").append(describe(node, stderr)));
        return new PoolUnusableException(text.toString());
    }

    static String describe(NodeReport node, String stderr) {
        StringBuilder text = new StringBuilder("Node " + node.id() + " is " + node.state());
        if (node.startTaskExitCode() != null) {
            text.append("; its start task exited with ").append(node.startTaskExitCode());
        }
        if (node.startTaskFailure() != null) {
            text.append("; ").append(node.startTaskFailure());
        }
        if (!stderr.isBlank()) {
            text.append("\n  the end of its stderr:\n    ").append(stderr.replace("\n", "\n    "));
        }
        return text.toString();
    }
}
