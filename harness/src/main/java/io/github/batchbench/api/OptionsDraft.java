package io.github.batchbench.api;

import io.github.batchbench.fake.model.Strictness;
import io.github.batchbench.fake.node.containers.EngineChoice;
import io.github.batchbench.fake.protocol.identity.ServicePrincipal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What options are to be, so that a change names only what it changes. */
final class OptionsDraft {
    int port;
    int blobPort;
    String batchAccount;
    String batchKey;
    List<StorageKeys> storage;
    boolean adminApi;
    boolean journal;
    Pace pace;

    @Nullable
    String token;

    Strictness strictness;

    Encryption encryption;
    ServicePrincipal principal;
    List<String> applications;
    EngineChoice containers;

    Beginning beginning;

    OptionsDraft(FakeAzureOptions from) {
        this.port = from.port();
        this.blobPort = from.blobPort();
        this.batchAccount = from.batchAccount();
        this.batchKey = from.batchKey();
        this.storage = from.storage();
        this.adminApi = from.adminApi();
        this.journal = from.journal();
        this.pace = from.pace();
        this.token = from.token();
        this.strictness = from.strictness();
        this.encryption = from.encryption();
        this.principal = from.principal();
        this.applications = from.applications();
        this.containers = from.containers();
        this.beginning = from.beginning();
    }

    FakeAzureOptions options() {
        return new FakeAzureOptions(
                port,
                blobPort,
                batchAccount,
                batchKey,
                storage,
                adminApi,
                journal,
                pace,
                token,
                strictness,
                encryption,
                principal,
                applications,
                containers,
                beginning);
    }
}
