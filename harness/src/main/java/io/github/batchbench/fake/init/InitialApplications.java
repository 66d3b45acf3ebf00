package io.github.batchbench.fake.init;

import io.github.batchbench.fake.model.Application;
import io.github.batchbench.fake.protocol.Headers;
import io.github.batchbench.fake.subscription.ApplicationPackages;
import java.net.URI;
import java.util.function.Function;

/** Puts applications into a Batch account, and their packages into the storage account that is linked with it. */
final class InitialApplications {
    private final ApplicationPackages packages;
    private final Function<String, InitialCalls> blobs;

    /**
     * For one account.
     *
     * @param blobs how to call a storage account, by its name
     */
    InitialApplications(ApplicationPackages packages, Function<String, InitialCalls> blobs) {
        this.packages = packages;
        this.blobs = blobs;
    }

    void put(InitialBatchAccount.Application application) {
        boolean fresh = packages.applications().get(application.id()).isEmpty();
        Application ignored = packages.put(application.id());
        application.packages().stream()
                .filter(each -> packages.get(application.id())
                        .version(each.version())
                        .filter(Application.Version::isActive)
                        .isEmpty())
                .forEach(each -> put(application.id(), each));
        if (fresh) {
            Field said = application.field();
            var unused = packages.change(
                    application.id(),
                    said.field("displayName").map(Field::text).orElse(null),
                    said.field("allowUpdates").map(Field::flag).orElse(null),
                    said.field("defaultVersion").map(Field::text).orElse(null));
        }
    }

    /** As clients do: to the address that they are given. */
    private void put(String id, InitialBatchAccount.VersionPackage each) {
        Application.Version version = packages.put(id, each.version());
        ApplicationPackages.Upload upload = packages.upload(id, version, packages.uploadUntil());
        String path = "/" + upload.account() + "/" + URI.create(upload.blob()).getPath();
        Headers headers = Headers.NONE.with("x-ms-blob-type", "BlockBlob");
        blobs.apply(upload.account()).put(each.field(), path, "", headers, each.zip());
        Application.Version ignored = packages.activate(id, each.version());
    }
}
