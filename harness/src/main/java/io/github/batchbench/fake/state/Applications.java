package io.github.batchbench.fake.state;

import io.github.batchbench.fake.model.Application;
import io.github.batchbench.fake.model.ApplicationPackage;
import io.github.batchbench.fake.model.PackageContent;
import io.github.batchbench.fake.model.Revision;
import io.github.batchbench.fake.time.Engine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** The account's applications, which a test or the management plane puts there: the data plane has no operation for it. */
public final class Applications {
    private final Engine engine;
    private final NavigableMap<String, Application> byId = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    /** There are none yet. */
    public Applications(Engine engine) {
        this.engine = engine;
        engine.onReset(byId::clear);
    }

    /** Adds an application, or replaces it. Its versions have no packages: tasks that refer to them fail. */
    public void put(String id, String... versions) {
        engine.exclusively(() -> {
            Application application = new Application(id, engine.now());
            for (String version : versions) {
                application.put(new Application.Version(version, null, "", engine.now(), new Revision(engine.now())));
            }
            if (versions.length > 0) {
                application.change(null, null, versions[0], engine.now());
            }
            byId.put(id, application);
        });
    }

    /**
     * Adds a version of an application with its package, which nodes unpack. The first one is the default version.
     *
     * @param zip a zip file, which must stay where it is
     * @throws IllegalArgumentException if there is no such file
     */
    public void add(String id, String version, Path zip) {
        if (!Files.isRegularFile(zip)) {
            throw new IllegalArgumentException("No file " + zip + " for application " + id + " " + version + ".");
        }
        engine.exclusively(() -> {
            Application application = byId.computeIfAbsent(id, key -> new Application(key, engine.now()));
            application.put(new Application.Version(
                    version, PackageContent.of(zip), "", engine.now(), new Revision(engine.now())));
            if (application.defaultVersion() == null) {
                application.change(null, null, version, engine.now());
            }
        });
    }

    /** Adds an application without packages. */
    public Application add(String id) {
        return engine.exclusively(() -> {
            Application application = new Application(id, engine.now());
            byId.put(id, application);
            return application;
        });
    }

    /** An application is there again. */
    public void restore(Application application) {
        engine.exclusively(() -> byId.put(application.id(), application));
    }

    /** Removes an application. */
    public void remove(String id) {
        engine.exclusively(() -> byId.remove(id));
    }

    /** The package of a version, or of the default version if none is given. */
    public Optional<ApplicationPackage> find(String id, Optional<String> version) {
        return engine.exclusively(() -> Optional.ofNullable(byId.get(id))
                .flatMap(application -> version.or(() -> Optional.ofNullable(application.defaultVersion()))
                        .flatMap(application::version)
                        .flatMap(found -> usable(application, found))));
    }

    private static Optional<ApplicationPackage> usable(Application application, Application.Version version) {
        boolean standard = version.version().equalsIgnoreCase(application.defaultVersion());
        PackageContent content = version.content();
        return content == null || !version.isActive()
                ? Optional.empty()
                : Optional.of(new ApplicationPackage(application.id(), version.version(), standard, content));
    }

    /** The application of this id, whatever the case of its letters. */
    public Optional<Application> get(String id) {
        return engine.exclusively(() -> Optional.ofNullable(byId.get(id)));
    }

    /** All applications as they are now, sorted by id. */
    public List<Application> all() {
        return engine.exclusively(() -> List.copyOf(byId.values()));
    }
}
