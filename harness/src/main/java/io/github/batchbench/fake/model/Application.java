package io.github.batchbench.fake.model;

import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An application of an account, with its packages by version. Guarded by the account's lock. */
public final class Application {
    /**
     * A package.
     *
     * @param version as its creator wrote it
     * @param content the zip file; null if there is none, so that tasks that refer to it fail
     * @param blob where a client is to put it; empty if nobody is
     * @param activated when nodes could use it first or again; null if they cannot yet
     * @param revision the latest write
     */
    public record Version(
            String version,
            @Nullable PackageContent content,
            String blob,
            @Nullable Instant activated,
            Revision revision) {
        /** Whether nodes can use it. */
        public boolean isActive() {
            return activated != null;
        }

        /** For nodes to use, from now on. */
        public Version activated(PackageContent zip, Instant now) {
            return new Version(version, zip, blob, now, revision.next(now));
        }
    }

    private final String id;
    private final NavigableMap<String, Version> versions = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private Revision revision;
    private @Nullable String displayName;
    private boolean allowUpdates = true;
    private @Nullable String defaultVersion;

    /** An application without packages. */
    public Application(String id, Instant now) {
        this.id = id;
        this.revision = new Revision(now);
    }

    /**
     * As it was.
     *
     * @param content the content of a version, null if it has none
     */
    public Application(Kept kept, Function<KeptVersion, @Nullable PackageContent> content) {
        this.id = kept.id();
        this.revision = new Revision(kept.lastModified());
        this.displayName = kept.displayName();
        this.allowUpdates = kept.allowUpdates();
        this.defaultVersion = kept.defaultVersion();
        kept.versions()
                .forEach(version -> put(new Version(
                        version.version(),
                        content.apply(version),
                        version.blob(),
                        version.activated(),
                        new Revision(lastWrite(kept, version)))));
    }

    private static Instant lastWrite(Kept application, KeptVersion version) {
        return Stream.of(version.lastModified(), version.activated())
                .flatMap(Stream::ofNullable)
                .findFirst()
                .orElse(application.lastModified());
    }

    /** What is kept of it, to be there again later. */
    public record Kept(
            String id,
            Instant lastModified,
            @Nullable String displayName,
            boolean allowUpdates,
            @Nullable String defaultVersion,
            List<KeptVersion> versions) {}

    /** What is kept of a package; its content is kept by itself. */
    public record KeptVersion(
            String version,
            String blob,
            @Nullable Instant activated,
            boolean hasContent,
            @Nullable Instant lastModified) {}

    /** What is kept of it. */
    public Kept kept() {
        return new Kept(
                id,
                revision.lastModified(),
                displayName,
                allowUpdates,
                defaultVersion,
                versions.values().stream()
                        .map(version -> new KeptVersion(
                                version.version(),
                                version.blob(),
                                version.activated(),
                                version.content() != null,
                                version.revision().lastModified()))
                        .toList());
    }

    /** Its id, as its creator wrote it. */
    public String id() {
        return id;
    }

    /** The latest write. */
    public Revision revision() {
        return revision;
    }

    /** What people call it; null if nothing was said. */
    public @Nullable String displayName() {
        return displayName;
    }

    /** Whether a package may be replaced by one of the same version. */
    public boolean allowsUpdates() {
        return allowUpdates;
    }

    /** The version that a reference without one means; null if there is none. */
    public @Nullable String defaultVersion() {
        return defaultVersion;
    }

    /** Changes what is said of it; null leaves a thing as it is. */
    public void change(@Nullable String newName, @Nullable Boolean updates, @Nullable String version, Instant now) {
        displayName = newName == null ? displayName : newName;
        allowUpdates = updates == null ? allowUpdates : updates;
        defaultVersion = version == null ? defaultVersion : version;
        revision = revision.next(now);
    }

    /** All packages as they are now, sorted by version. */
    public List<Version> all() {
        return List.copyOf(versions.values());
    }

    /** The versions that nodes can use, sorted. */
    public List<String> versions() {
        return versions.values().stream()
                .filter(Version::isActive)
                .map(Version::version)
                .toList();
    }

    /** The package of a version, whatever the case of its letters. */
    public Optional<Version> version(String name) {
        return Optional.ofNullable(versions.get(name));
    }

    /** Adds a package, or replaces that of the same version. */
    public void put(Version version) {
        versions.put(version.version(), version);
    }

    /** Removes a package; if it was the default one, there is none any more, which is a guess. */
    public void remove(Version version) {
        versions.remove(version.version());
        if (version.version().equalsIgnoreCase(defaultVersion)) {
            defaultVersion = null;
        }
    }

    @Override
    public String toString() {
        return "application " + id + " " + versions.keySet();
    }
}
