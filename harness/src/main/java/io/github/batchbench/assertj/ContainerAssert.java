package io.github.batchbench.assertj;

import java.util.List;
import java.util.function.UnaryOperator;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.AbstractStringAssert;
import org.assertj.core.api.Assertions;

/** Assertions on the blobs of a storage container; its value is their names. */
public final class ContainerAssert extends AbstractAssert<ContainerAssert, List<String>> {
    private final String name;
    private final UnaryOperator<String> text;

    ContainerAssert(String name, List<String> blobs, UnaryOperator<String> text) {
        super(blobs, ContainerAssert.class);
        this.name = name;
        this.text = text;
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
