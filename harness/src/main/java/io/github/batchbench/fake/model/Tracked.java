package io.github.batchbench.fake.model;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A part of the state that is kept. It says when it changes, so that whoever keeps the state writes no more than that. Guarded by
 * the account's lock.
 */
public abstract class Tracked {
    private @Nullable Runnable listener;

    /** From now on somebody hears of every change of what is kept of it and its parts: one at a time. */
    public final void onChange(Runnable theListener) {
        listener = theListener;
        eachPart(part -> part.onChange(theListener));
    }

    /** Something that is kept has changed. */
    final void changed() {
        if (listener != null) {
            listener.run();
        }
    }

    /** A part that is new: who hears of this hears of it, too. */
    final <T extends Tracked> T part(T part) {
        if (listener != null) {
            part.onChange(listener);
        }
        return part;
    }

    /** The parts that are there. */
    void eachPart(Consumer<Tracked> action) {}
}
