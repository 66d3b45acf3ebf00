package io.github.batchbench.fake.model;

import java.time.Instant;
import java.util.function.Consumer;

/**
 * What clients create under an id and write to: what they sent, when, and the state it is in. Guarded by the account's
 * lock.
 */
public abstract sealed class Entity<S extends State<S>> extends Tracked permits Job, JobSchedule, Pool, Task {
    private final String id;
    private final Instant creationTime;
    private final Lifecycle<S> lifecycle;
    private Document spec;
    private Revision revision;

    Entity(String id, Document spec, S initial, Instant now) {
        this.id = id;
        this.spec = spec;
        this.revision = new Revision(now);
        this.creationTime = revision.lastModified();
        this.lifecycle = new Lifecycle<>(initial, creationTime);
    }

    /** As it was. */
    Entity(Kept kept, S[] states) {
        this.id = kept.id();
        this.spec = kept.spec();
        this.revision = new Revision(kept.lastModified());
        this.creationTime = kept.creationTime();
        this.lifecycle = Lifecycle.of(kept.lifecycle(), states);
    }

    /** What is kept of every entity, to be there again later. */
    public record Kept(
            String id, Document spec, Instant creationTime, Instant lastModified, Lifecycle.Kept lifecycle) {}

    final Kept keptEntity() {
        return new Kept(id, spec, creationTime, revision.lastModified(), lifecycle.kept());
    }

    @Override
    void eachPart(Consumer<Tracked> action) {
        action.accept(lifecycle);
    }

    /** The id as its creator wrote it. */
    public final String id() {
        return id;
    }

    /** What clients sent, normalised. */
    public final Document spec() {
        return spec;
    }

    /** Replaces what was sent; a client write. */
    public final void update(Document newSpec, Instant now) {
        spec = newSpec;
        touch(now);
    }

    /** A client wrote to it. */
    public final void touch(Instant now) {
        revision = revision.next(now);
        changed();
    }

    /** Last client write. */
    public final Revision revision() {
        return revision;
    }

    /** When it was created. */
    public final Instant creationTime() {
        return creationTime;
    }

    /** Its state and when it was entered. */
    public final Lifecycle<S> lifecycle() {
        return lifecycle;
    }

    /** Its state. */
    public final S state() {
        return lifecycle.state();
    }
}
