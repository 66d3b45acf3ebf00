package io.github.batchbench.fake.snapshot;

import io.github.batchbench.fake.model.Application;
import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.model.PackageContent;
import io.github.batchbench.fake.state.Applications;
import io.github.batchbench.fake.subscription.BatchResource;
import io.github.batchbench.fake.subscription.Subscription;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** The rows of application packages that are not in Blob storage but were put there by a test. */
final class PackageRows {
    /** Nothing is said of it but its ids. */
    private record Zip(Document about) {}

    private final StateFile file;
    private final String account;

    PackageRows(StateFile file, String account) {
        this.file = file;
        this.account = account;
    }

    void write(Applications applications) throws IOException {
        for (Application application : applications.all()) {
            for (Application.Version version : application.all()) {
                PackageContent content = version.content();
                if (content != null && version.blob().isEmpty()) {
                    try (InputStream in = content.open()) {
                        file.add(
                                StateKind.PACKAGES,
                                account,
                                application.id(),
                                version.version(),
                                new Zip(Document.EMPTY),
                                file.contents().add(in));
                    }
                }
            }
        }
    }

    /** The contents of packages by application and version; those of this file are put into a folder. */
    BiFunction<String, Application.KeptVersion, @Nullable PackageContent> contents(
            Subscription subscription, Path folder) throws IOException {
        Map<String, PackageContent> own = new HashMap<>();
        for (StateRow row : file.read(StateKind.PACKAGES, account)) {
            Long content = row.content();
            if (content != null) {
                Path zip = Files.createTempFile(folder, "package", ".zip");
                try (OutputStream out = Files.newOutputStream(zip)) {
                    file.contents().write(content, out);
                }
                own.put(row.parent() + "/" + row.id(), PackageContent.of(zip));
            }
        }
        return (application, version) -> {
            if (!version.hasContent()) {
                return null;
            }
            return version.blob().isEmpty()
                    ? own.get(application + "/" + version.version())
                    : () -> inStorage(subscription, application, version.version())
                            .open();
        };
    }

    private PackageContent inStorage(Subscription subscription, String application, String version) {
        String group = subscription.batchAccounts().all().stream()
                .filter(resource -> resource.name().equals(account))
                .findFirst()
                .map(BatchResource::group)
                .orElse(Subscription.FIRST_GROUP);
        return subscription.packages(group, account).content(application, version);
    }
}
