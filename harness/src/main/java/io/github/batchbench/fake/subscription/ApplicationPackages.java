package io.github.batchbench.fake.subscription;

import io.github.batchbench.fake.account.BatchAccount;
import io.github.batchbench.fake.model.Application;
import io.github.batchbench.fake.model.PackageContent;
import io.github.batchbench.fake.model.Revision;
import io.github.batchbench.fake.state.Applications;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The applications of a Batch account: made, changed and taken away, with packages that clients put into linked storage. */
public final class ApplicationPackages {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9_.-]{0,63}");

    private static final int CONTAINER_LENGTH = 63;

    /** How long an address is good; a guess. */
    private static final Duration UPLOAD_TIME = Duration.ofHours(4);

    private final BatchResource resource;
    private final BatchAccount account;
    private final Subscription subscription;
    private final PackageStore store;

    ApplicationPackages(Subscription subscription, BatchResource resource, PackageStore store) {
        this.subscription = subscription;
        this.resource = resource;
        this.store = store;
        this.account = subscription.served(resource);
    }

    /** What there is. */
    public Applications applications() {
        return account.applications();
    }

    /** Reads something of it, which does not change meanwhile. */
    public <T> T reading(Supplier<T> action) {
        return account.exclusively(action);
    }

    /**
     * The application of this id.
     *
     * @throws ResourceException {@code ApplicationNotFound}
     */
    public Application get(String id) {
        return applications().get(id).orElseThrow(ResourceErrorCode.APPLICATION_NOT_FOUND::exception);
    }

    /**
     * The package of a version.
     *
     * @throws ResourceException {@code ApplicationNotFound}, {@code ApplicationPackageNotFound}
     */
    public Application.Version get(String id, String version) {
        return account.exclusively(
                () -> get(id).version(version).orElseThrow(ResourceErrorCode.PACKAGE_NOT_FOUND::exception));
    }

    /** Makes an application, unless it is there. */
    public Application put(String id) {
        if (!ID.matcher(id).matches()) {
            throw ResourceErrorCode.APPLICATION_NAME_INVALID.exception(id);
        }
        return account.exclusively(
                () -> applications().get(id).orElseGet(() -> applications().add(id)));
    }

    /**
     * Changes an application; null leaves a thing as it is.
     *
     * @throws ResourceException also if there is no package of the default version
     */
    public Application change(
            String id, @Nullable String displayName, @Nullable Boolean allowUpdates, @Nullable String defaultVersion) {
        return account.exclusively(() -> {
            Application application = get(id);
            if (defaultVersion != null && application.version(defaultVersion).isEmpty()) {
                throw ResourceErrorCode.PACKAGE_NOT_FOUND.exception();
            }
            application.change(
                    displayName,
                    allowUpdates,
                    defaultVersion,
                    account.timeline().instant());
            return application;
        });
    }

    /**
     * Removes an application.
     *
     * @return false if there is none
     * @throws ResourceException if it has packages
     */
    public boolean delete(String id) {
        return account.exclusively(() -> {
            Optional<Application> found = applications().get(id);
            if (found.isPresent() && !found.get().all().isEmpty()) {
                throw ResourceErrorCode.APPLICATION_HAS_PACKAGES.exception();
            }
            applications().remove(id);
            return found.isPresent();
        });
    }

    /**
     * Makes room for a package, which nodes cannot use yet.
     *
     * @throws ResourceException if the account has no storage, or the package may not be replaced
     */
    public Application.Version put(String id, String version) {
        if (!VERSION.matcher(version).matches()) {
            throw ResourceErrorCode.APPLICATION_NAME_INVALID.exception(version);
        }
        StorageResource ignored = storage();
        return account.exclusively(() -> {
            Application application = get(id);
            boolean active = application
                    .version(version)
                    .map(Application.Version::isActive)
                    .orElse(false);
            if (active && !application.allowsUpdates()) {
                throw ResourceErrorCode.PACKAGE_FIXED.exception(id, version);
            }
            String blob = application.id() + "-" + version + "-" + UUID.randomUUID();
            Revision revision = new Revision(account.timeline().instant());
            Application.Version fresh =
                    new Application.Version(version, null, blob.toLowerCase(Locale.ROOT), null, revision);
            application.put(fresh);
            return fresh;
        });
    }

    /**
     * Lets nodes use a package.
     *
     * @throws ResourceException if nobody has put one there
     */
    public Application.Version activate(String id, String version) {
        Application.Version waiting = get(id, version);
        PackageStore.Place place = place(id, waiting);
        if (!store.has(place)) {
            throw ResourceErrorCode.PACKAGE_NOT_UPLOADED.exception(id, version);
        }
        return account.exclusively(() -> {
            Application.Version active =
                    waiting.activated(store.content(place), account.timeline().instant());
            get(id).put(active);
            return active;
        });
    }

    /**
     * Removes a package, and what a client has put there.
     *
     * @return false if there is none
     */
    public boolean delete(String id, String version) {
        Optional<Application.Version> removed = account.exclusively(() -> {
            Application application = get(id);
            Optional<Application.Version> found = application.version(version);
            found.ifPresent(application::remove);
            return found;
        });
        removed.filter(gone -> !gone.blob().isEmpty())
                .filter(gone -> subscription.linkedStorage(resource.name()).isPresent())
                .ifPresent(gone -> store.remove(place(id, gone)));
        return removed.isPresent();
    }

    /** The content of a package that a client has put into linked storage. */
    public PackageContent content(String id, String version) {
        return () -> store.content(place(id, get(id, version))).open();
    }

    /** Until when a package may be put at an address that is handed out now. */
    public Instant uploadUntil() {
        return account.timeline().instant().plus(UPLOAD_TIME);
    }

    /**
     * Where a client may put a package; a secret.
     *
     * @param account the storage account
     * @param blob its address below that of the account, with a signature
     */
    public record Upload(String account, String blob) {}

    /** Where a client may put a package until then, or only read it where it may not be replaced (recorded). */
    public Upload upload(String id, Application.Version version, Instant until) {
        PackageStore.Place place = place(id, version);
        boolean writable = !version.isActive() || get(id).allowsUpdates();
        return new Upload(place.account().name(), store.signed(place, until, writable));
    }

    private PackageStore.Place place(String id, Application.Version version) {
        String container = ("app-" + id.toLowerCase(Locale.ROOT)).replaceAll("[^a-z0-9]+", "-");
        String name = container.substring(0, Math.min(container.length(), CONTAINER_LENGTH));
        return new PackageStore.Place(storage(), name.replaceAll("-$", ""), version.blob());
    }

    private StorageResource storage() {
        return subscription
                .linkedStorage(resource.name())
                .orElseThrow(() -> ResourceErrorCode.NO_AUTO_STORAGE.exception(resource.name()));
    }
}
