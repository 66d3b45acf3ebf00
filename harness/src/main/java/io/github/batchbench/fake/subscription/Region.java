package io.github.batchbench.fake.subscription;

import io.github.batchbench.fake.model.Facts;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

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

    /**
     * The name of the region that a resource is to be in.
     *
     * @param type the resource's
     * @throws ResourceException if it is missing or unknown
     */
    public static String nameOf(Optional<String> location, String type) {
        return nameOf(location, (given, known) -> ResourceErrorCode.TYPE_NOT_AVAILABLE.exception(given, type, known));
    }

    /**
     * The same.
     *
     * @param unknown the refusal of a location, which is told those that there are
     */
    static String nameOf(Optional<String> location, BiFunction<String, String, ResourceException> unknown) {
        String given = location.orElseThrow(ResourceErrorCode.LOCATION_REQUIRED::exception);
        return of(given)
                .map(Region::name)
                .orElseThrow(() ->
                        unknown.apply(given, ALL.stream().map(Region::name).collect(Collectors.joining(","))));
    }

    /** The region of a name, written either way and in whatever case. */
    public static Optional<Region> of(String text) {
        String name = text.replace(" ", "").toLowerCase(Locale.ROOT);
        return ALL.stream().filter(region -> region.name.equals(name)).findFirst();
    }
}
