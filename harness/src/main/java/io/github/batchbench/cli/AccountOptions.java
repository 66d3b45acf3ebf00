package io.github.batchbench.cli;

import io.github.batchbench.api.BatchWorkflow;
import io.github.batchbench.azure.AccountConfiguration;
import io.github.batchbench.azure.AzureAccount;
import io.github.batchbench.azure.SettingSource;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The live account, and who works on it. */
final class AccountOptions {
    @Option(
            names = "--account-file",
            paramLabel = "FILE",
            description = "Lines NAME=value that name the account, in place of the environment.")
    private @Nullable Path file;

    @Option(names = "--owner", paramLabel = "NAME", description = "Whose runs (default: ${DEFAULT-VALUE}).")
    private String owner = Owner.DEFAULT;

    String owner() {
        return owner;
    }

    /** The account; says which settings were used. */
    AzureAccount open(PrintWriter out) {
        return account(configuration(), out);
    }

    /** A workflow on the account, which reads its quotas if the settings name its subscription; says which were used. */
    BatchWorkflow workflow(PrintWriter out) {
        AccountConfiguration configuration = configuration();
        BatchWorkflow workflow = BatchWorkflow.onLive(account(configuration, out));
        return configuration.management().map(workflow::management).orElse(workflow);
    }

    private AccountConfiguration configuration() {
        return file == null
                ? AccountConfiguration.ofThisProcess()
                : AccountConfiguration.of(
                        List.of(SettingSource.file(file), SettingSource.SYSTEM_PROPERTIES, SettingSource.ENVIRONMENT));
    }

    private static AzureAccount account(AccountConfiguration configuration, PrintWriter out) {
        AzureAccount account = configuration
                .account()
                .orElseThrow(() -> new IllegalArgumentException(
                        "This needs an account in the environment or in a file; " + configuration.describe() + "."));
        out.println("On " + account.batchEndpoint() + " and " + account.blobEndpoint() + "; " + configuration.describe()
                + ".");
        return account;
    }
}
