package io.github.batchbench.fake.state;

import io.github.batchbench.fake.time.Timeline;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Takes events up: a part of the service calls those below it, and publishes what those above it are to know. Listeners
 * hear at once, in the order in which the composition root has named them. Under the lock.
 */
public final class Events {
    private final Timeline timeline;
    private final List<Consumer<ServiceEvent>> observers = new CopyOnWriteArrayList<>();
    private final Map<Class<? extends ServiceEvent>, List<Consumer<ServiceEvent>>> listeners = new HashMap<>();

    /** Nobody listens yet. */
    public Events(Timeline timeline) {
        this.timeline = timeline;
    }

    /** A listener hears of all events of a kind, after those that were named before it. */
    public <E extends ServiceEvent> void on(Class<E> kind, Consumer<? super E> listener) {
        listeners.computeIfAbsent(kind, key -> new ArrayList<>()).add(event -> listener.accept(kind.cast(event)));
    }

    /**
     * The observer hears of all events from now on, before the listeners do, and so before anything follows from them. It
     * only looks on, and must be quick.
     */
    public void observe(Consumer<ServiceEvent> observer) {
        observers.add(observer);
    }

    /** The observer hears of no more. */
    public void stopObserving(Consumer<ServiceEvent> observer) {
        observers.remove(observer);
    }

    /** Something has happened. */
    public void publish(ServiceEvent event) {
        timeline.requireLock();
        for (Consumer<ServiceEvent> observer : observers) {
            observer.accept(event);
        }
        for (Consumer<ServiceEvent> listener : listeners.getOrDefault(event.getClass(), List.of())) {
            listener.accept(event);
        }
    }
}
