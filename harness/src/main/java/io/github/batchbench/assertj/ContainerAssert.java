package io.github.batchbench.assertj;

import io.github.batchbench.azure.waiting.Await;
import io.github.batchbench.azure.waiting.Pause;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.AbstractStringAssert;
import org.assertj.core.api.Assertions;

/** Assertions on the blobs of a storage container; its value is their names. */
public final class ContainerAssert extends AbstractAssert<ContainerAssert, List<String>> {
    private final String name;
    private final Supplier<List<String>> blobs;
    private final UnaryOperator<String> text;
    private final Pause pause;

    ContainerAssert(String name, Supplier<List<String>> blobs, UnaryOperator<String> text, Pause pause) {
        super(blobs.get(), ContainerAssert.class);
        this.name = name;
        this.blobs = blobs;
        this.text = text;
        this.pause = pause;
    }

    /**
     * Waits until it has this blob, and goes on with its blobs as they are then.
     *
     * @param patience by the fake's time, which may be virtual, or by real time on a live account
     */
    public ContainerAssert getsBlobWithin(Duration patience, String blob) {
        isNotNull();
        try {
            if (!Await.until(pause, patience, () -> blobs.get().contains(blob))) {
                failWithMessage("After %s, %s has no blob %s, only %s", patience, name, blob, blobs.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted while waiting for blob " + blob + ".", e);
        }
        return new ContainerAssert(name, blobs, text, pause);
    }

    /** It has these blobs and no others. */
    public ContainerAssert hasBlobs(String... names) {
        isNotNull();
        Assertions.assertThat(actual).as("blobs of %s", name).containsExactlyInAnyOrder(names);
        return this;
    }

    /** It has no blob. */
    public ContainerAssert isEmpty() {
        return hasBlobs();
    }

    /** Goes on to a blob as UTF-8 text. */
    public AbstractStringAssert<?> blob(String blob) {
        isNotNull();
        Assertions.assertThat(actual).as("blobs of %s", name).contains(blob);
        return Assertions.assertThat(text.apply(blob)).as("blob %s of %s", blob, name);
    }
}
