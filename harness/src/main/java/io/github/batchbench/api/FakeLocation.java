package io.github.batchbench.api;

import io.github.batchbench.fake.blob.ContentStore;
import io.github.batchbench.fake.node.AgentSettings;
import io.github.batchbench.fake.node.files.AgentHome;
import io.github.batchbench.fake.node.files.FileTree;
import io.github.batchbench.fake.protocol.Handler;
import io.github.batchbench.fake.protocol.identity.AccessTokens;
import io.github.batchbench.fake.protocol.identity.ServicePrincipal;
import io.github.batchbench.fake.snapshot.Location;
import io.github.batchbench.fake.tls.CertificateSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The folder that a fake keeps its state in, if one is named; what it is for whom. Thread-safe. */
final class FakeLocation implements AutoCloseable {
    private static final String AUTHORITY = "authority";
    private static final String CONTENTS = "contents";
    private static final String NODES = "nodes";

    private final @Nullable Location location;

    private FakeLocation(@Nullable Location location) {
        this.location = location;
    }

    /** Takes the folder that the options name, if they do. */
    static FakeLocation of(FakeAzureOptions options) {
        Path folder = options.beginning().location();
        return new FakeLocation(folder == null ? null : Location.open(folder));
    }

    /** What is made with this folder; lets go of it if that fails. */
    <T> T orClose(Supplier<T> made) {
        try {
            return made.get();
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    /** Where certificates come from: an authority that this process would make is kept where the state is. */
    @Nullable
    CertificateSource authority(@Nullable CertificateSource source) {
        return location != null && source instanceof CertificateSource.OfThisProcess
                ? CertificateSource.folder(location.folder(AUTHORITY))
                : source;
    }

    /** The tokens of an authority; if the state is kept, they are good as long as it is there. */
    AccessTokens tokens(ServicePrincipal first, List<ServicePrincipal> others, InstantSource clock) {
        AccessTokens issued = new AccessTokens(first, others, clock);
        return location == null
                ? issued
                : issued.signedWith(location.path(AUTHORITY).resolve("tokens.key"));
    }

    /**
     * Where the contents of a storage account are.
     *
     * @param otherwise where they are that go with the fake
     */
    ContentStore contents(String account, Supplier<Path> otherwise) {
        return location == null
                ? new ContentStore(otherwise.get())
                : ContentStore.lasting(location.folder(CONTENTS, account));
    }

    /** The settings for the nodes of a Batch account, whose files are where the state is. */
    AgentSettings nodes(String account, AgentSettings settings) {
        return location == null
                ? settings
                : settings.withHome(
                        new AgentHome(location.folder("work"), location.folder(NODES, account)), location::stop);
    }

    /** The same service, whose answers come when what has happened is kept. */
    Handler keeping(Handler service) {
        return location == null ? service : location.keeping(service);
    }

    /** The same for the fake's own paths, of which {@code health} is told before there is a state. */
    Handler keeping(Handler control, String health) {
        if (location == null) {
            return control;
        }
        Handler kept = location.keeping(control);
        return control.answeredBy(
                request -> request.path().equals(health) ? control.handle(request) : kept.handle(request));
    }

    /**
     * Puts there what was there before, or what it begins with, and keeps it from now on.
     *
     * @throws IllegalArgumentException if it cannot begin so
     */
    void begin(FakeAzure azure, FakeServices services, Beginning beginning) {
        if (location == null) {
            beginning.put(azure, services);
            return;
        }
        try {
            boolean goesOn = location.begin(services.state());
            if (goesOn && location.skippedAhead()) {
                azure.clock().skipAhead();
            }
            if (goesOn) {
                beginning.add(azure, services);
            } else {
                beginning.put(azure, services);
            }
            location.serve();
        } catch (IOException e) {
            throw new UncheckedIOException("The state in " + location + " cannot be kept: " + e, e);
        }
        tidy(CONTENTS, services.stores().keySet());
        tidy(NODES, services.accounts().keySet());
        services.first().nodes().removeLeftTrees();
    }

    /** What is in it of accounts that are no more is of no use. */
    private void tidy(String folder, Set<String> accounts) {
        if (location != null) {
            location.othersIn(folder, accounts).forEach(FileTree::delete);
        }
    }

    /** Does several things that are kept as one. */
    void atOnce(Runnable action) {
        if (location == null) {
            action.run();
        } else {
            location.atOnce(action);
        }
    }

    /** Keeps what has happened until now, and nothing that happens from now on. */
    void stop() {
        if (location != null) {
            location.stop();
        }
    }

    /** Lets go of the folder. */
    @Override
    public void close() {
        if (location != null) {
            location.close();
        }
    }
}
