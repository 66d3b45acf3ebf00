package io.github.batchbench.fake.node.failure;

import io.github.batchbench.fake.model.FailureInfo;

/** A step of a run went wrong in a way that the task's {@code failureInfo} shows. */
public final class NodeFailureException extends Exception {
    private final transient FailureInfo info;

    public NodeFailureException(FailureInfo info) {
        super(info.code() + ": " + info.message() + " " + info.details());
        this.info = info;
    }

    public FailureInfo info() {
        return info;
    }
}
