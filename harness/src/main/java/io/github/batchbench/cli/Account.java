package io.github.batchbench.cli;

import io.github.batchbench.api.BatchWorkflow;
import io.github.batchbench.api.FakeAzure;
import io.github.batchbench.api.FakeAzureOptions;
import io.github.batchbench.api.OfflineAccount;
import io.github.batchbench.azure.AzureAccount;
import java.io.PrintWriter;
import java.util.function.Supplier;

/** The account that a run works on. */
final class Account implements AutoCloseable {
    private final Supplier<BatchWorkflow> workflow;
    private final Runnable close;

    private Account(Supplier<BatchWorkflow> workflow, Runnable close) {
        this.workflow = workflow;
        this.close = close;
    }

    static Account offline(PrintWriter out) {
        FakeAzure azure = ServeCommand.start(FakeAzureOptions.defaults());
        out.println("On the embedded fake.");
        return new Account(() -> OfflineAccount.workflow(azure), azure::close);
    }

    static Account live(AzureAccount account) {
        return new Account(() -> BatchWorkflow.onLive(account), () -> {});
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
