package io.github.batchbench.fake.history;

import io.github.batchbench.fake.state.Entities;
import io.github.batchbench.fake.state.Events;
import io.github.batchbench.fake.time.Engine;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Hears what happens in an account: keeps the latest of it for pictures of the run, counts it for metrics, and tells it to
 * who writes it down. It keeps a bounded amount, and costs nothing before it is started. Thread-safe.
 */
public final class Recorder {
    private final Engine engine;
    private final Entities entities;
    private final Events events;
    private final AccountEvents told;
    private @Nullable Tracks tracks;

    /** Records nothing yet. */
    public Recorder(Engine engine, Entities entities, Events events) {
        this.engine = engine;
        this.entities = entities;
        this.events = events;
        this.told = new AccountEvents(engine);
    }

    /** Records from now on; to be called once, when the account is new: what is there already is not seen. */
    public void start(Limits limits) {
        engine.exclusively(() -> {
            if (tracks != null) {
                throw new IllegalStateException("it records already");
            }
            Tracks ofAccount = new Tracks(engine, limits);
            tracks = ofAccount;
            entities.changes().listen(change -> {
                ofAccount.hear(change);
                told.hear(change);
            });
            events.observe(event -> {
                ofAccount.hear(event);
                told.hear(event);
            });
        });
    }

    /** Whether it has been started. */
    public boolean isRecording() {
        return engine.exclusively(() -> tracks != null);
    }

    /** The listener hears of all that happens from now on; under the account's lock, so it must be quick. */
    public void listen(Consumer<AccountEvent> listener) {
        told.listen(listener);
    }

    /** What this puts there again is no news: it is neither counted nor told. Under the lock. */
    public void restoring(Runnable restore) {
        engine.timeline().requireLock();
        told.restoring(restore);
    }

    /** How often each kind of event has happened since the start or the last reset. */
    public List<AccountHistory.Count> counts() {
        return engine.exclusively(told::counts);
    }

    /**
     * What is kept of what has happened.
     *
     * @throws IllegalStateException if it has not been started
     */
    public AccountHistory history() {
        return engine.exclusively(() -> recording().history());
    }

    /**
     * What is kept of how a pool changed, without its nodes and their tasks; of a pool that is not there, nothing.
     *
     * @throws IllegalStateException if it has not been started
     */
    public AccountHistory history(String poolId) {
        return engine.exclusively(() -> recording().history(poolId));
    }

    private Tracks recording() {
        if (tracks == null) {
            throw new IllegalStateException("nothing is recorded: start the recorder first");
        }
        return tracks;
    }
}
