package io.github.batchbench.fake.state;

import io.github.batchbench.fake.model.ApplicationPackage;
import io.github.batchbench.fake.time.Engine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** The account's applications, which a test puts there: the service has no operation on this side to add them. */
public final class Applications {
    /**
     * An application.
     *
     * @param versions of its packages, may be empty
     */
    public record Application(String id, List<String> versions) {}

    private final Engine engine;
    private final NavigableMap<String, Application> byId = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final NavigableMap<String, List<ApplicationPackage>> packages =
            new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    /** There are none yet. */
    public Applications(Engine engine) {
        this.engine = engine;
        engine.onReset(() -> {
            byId.clear();
            packages.clear();
        });
    }

    /** Adds an application, or replaces it. Its versions have no packages: tasks that refer to them fail. */
    public void put(String id, String... versions) {
        engine.exclusively(() -> {
            byId.put(id, new Application(id, List.of(versions)));
            packages.remove(id);
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
            List<ApplicationPackage> all = packages.computeIfAbsent(id, key -> new ArrayList<>());
            all.removeIf(one -> one.version().equalsIgnoreCase(version));
            all.add(new ApplicationPackage(id, version, all.isEmpty(), zip));
            byId.put(
                    id,
                    new Application(
                            id, all.stream().map(ApplicationPackage::version).toList()));
        });
    }

    /** The package of a version, or of the default version if none is given. */
    public Optional<ApplicationPackage> find(String id, Optional<String> version) {
        return engine.exclusively(() -> packages.getOrDefault(id, List.of()).stream()
                .filter(one -> version.map(one.version()::equalsIgnoreCase).orElse(one.standard()))
                .findFirst());
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
