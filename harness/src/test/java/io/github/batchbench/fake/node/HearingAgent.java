package io.github.batchbench.fake.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batchbench.fake.agent.Assignment;
import io.github.batchbench.fake.agent.Execution;
import io.github.batchbench.fake.agent.NodeAgent;
import io.github.batchbench.fake.agent.NodeFiles;
import io.github.batchbench.fake.agent.Outcome;
import io.github.batchbench.fake.model.NodeIdentity;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Lets a test wait until the account has heard of so many more ends of runs. */
record HearingAgent(NodeAgent agent, Semaphore ends) implements NodeAgent {
    HearingAgent(NodeAgent agent) {
        this(agent, new Semaphore(0));
    }

    void awaitEnds(int count) throws InterruptedException {
        assertThat(ends.tryAcquire(count, 30, TimeUnit.SECONDS)).isTrue();
    }

    @Override
    public Execution start(Assignment assignment, Consumer<Outcome> ended) {
        return agent.start(assignment, outcome -> {
            ended.accept(outcome);
            ends.release();
        });
    }

    @Override
    public void provision(NodeIdentity node) {
        agent.provision(node);
    }

    @Override
    public void decommission(NodeIdentity node) {
        agent.decommission(node);
    }

    @Override
    public void discard(NodeIdentity node, String directory) {
        agent.discard(node, directory);
    }

    @Override
    public NodeFiles files(NodeIdentity node) {
        return agent.files(node);
    }

    @Override
    public void close() {
        agent.close();
    }
}
