package io.github.batchbench.fake.subscription;

import io.github.batchbench.fake.model.Facts;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A region of the cloud.
 *
 * @param name for example {@code eastus}
 * @param displayName what people call it
 */
public record Region(String name, String displayName) {
    private static final List<Region> ALL = Facts.lines("subscription/regions.txt").stream()
            .map(line -> line.split("\\|", -1))
            .map(parts -> new Region(parts[0], parts[1]))
            .toList();

    /** All that are known, in the service's order. */
    public static List<Region> all() {
        return ALL;
    }

    /** The region of a name, written either way and in whatever case. */
    public static Optional<Region> of(String text) {
        String name = text.replace(" ", "").toLowerCase(Locale.ROOT);
        return ALL.stream().filter(region -> region.name.equals(name)).findFirst();
    }
}
