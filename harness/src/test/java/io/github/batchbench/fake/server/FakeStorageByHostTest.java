package io.github.batchbench.fake.server;

import io.github.batchbench.fake.blob.ContentStore;
import io.github.batchbench.fake.blob.StorageAccount;
import io.github.batchbench.fake.protocol.blob.BlobApi;
import io.github.batchbench.fake.protocol.blob.access.BlobCredentials;
import io.github.batchbench.fake.protocol.blob.access.SharedKey;
import io.github.batchbench.storage.StorageBackend;
import io.github.batchbench.storage.StorageContracts;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The storage contract, kept by the fake at an endpoint that has the account in its host's name, as the cloud's have. */
class FakeStorageByHostTest extends StorageContracts {
    private static final String KEY = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

    private static ContentStore store;
    private static WireMockHost host;

    @BeforeAll
    static void start(@TempDir Path directory) {
        store = new ContentStore(directory.resolve("blobs"));
        StorageAccount account = new StorageAccount("contract", store, InstantSource.system());
        BlobApi api = new BlobApi(account, BlobCredentials.of(new SharedKey(KEY)), InstantSource.system());
        host = new WireMockHost(
                api,
                HostOptions.blobs(InstantSource.system(), store.directory())
                        .names(new OwnNames("batch", List.of("contract"), List.of()))
                        .build());
    }

    @AfterAll
    static void stop() {
        host.close();
        store.close();
    }

    @Override
    protected StorageBackend storage() {
        return StorageBackend.atItsNameInTheCloud("fake", host.uri().getPort(), "contract", KEY);
    }
}
