package io.github.batchbench.cli;

import io.github.batchbench.api.BatchWorkflow;
import io.github.batchbench.api.FakeAzure;
import io.github.batchbench.api.FakeAzureOptions;
import io.github.batchbench.api.OfflineAccount;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.function.Supplier;

/** The account that a run works on. */
final class Account implements AutoCloseable {
    private final Optional<FakeAzure> azure;
    private final Supplier<BatchWorkflow> workflow;
    private final Runnable close;

    private Account(Optional<FakeAzure> azure, Supplier<BatchWorkflow> workflow, Runnable close) {
        this.azure = azure;
        this.workflow = workflow;
        this.close = close;
    }

    static Account offline(PrintWriter out) {
        FakeAzure azure = ServeCommand.start(FakeAzureOptions.defaults());
        out.println("On the embedded fake.");
        return new Account(Optional.of(azure), () -> OfflineAccount.workflow(azure), azure::close);
    }

    static Account live(BatchWorkflow workflow) {
        return new Account(Optional.empty(), () -> workflow, () -> {});
    }

    /** The embedded fake, if it is on that. */
    Optional<FakeAzure> azure() {
        return azure;
    }

    BatchWorkflow workflow() {
        return workflow.get();
    }

    /** Also after Ctrl-C: whoever is interrupted cannot wait for servers and processes to end. */
    @Override
    public void close() {
        boolean interrupted = Thread.interrupted();
        close.run();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
