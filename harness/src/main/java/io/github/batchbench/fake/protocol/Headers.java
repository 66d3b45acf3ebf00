package io.github.batchbench.fake.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The headers of a message in the order and spelling they were sent; names compare without regard to case.
 * Immutable.
 */
public final class Headers {
    /** No headers. */
    public static final Headers NONE = new Headers(List.of());

    /** One header line. */
    public record Header(String name, String value) {}

    private final List<Header> lines;

    private Headers(List<Header> lines) {
        this.lines = lines;
    }

    /** Headers of the given lines, in their order. */
    public static Headers of(List<Header> lines) {
        return new Headers(List.copyOf(lines));
    }

    /** These headers and one more line after them. */
    public Headers with(String name, String value) {
        List<Header> more = new ArrayList<>(lines.size() + 1);
        more.addAll(lines);
        more.add(new Header(name, value));
        return new Headers(List.copyOf(more));
    }

    /** The value of the first header of this name. */
    public Optional<String> first(String name) {
        for (Header line : lines) {
            if (line.name().equalsIgnoreCase(name)) {
                return Optional.of(line.value());
            }
        }
        return Optional.empty();
    }

    /** All header lines, in order. */
    public List<Header> lines() {
        return lines;
    }

    /** The lines whose lower-cased name starts with the given prefix, in order. */
    public List<Header> startingWith(String lowerCasePrefix) {
        return lines.stream()
                .filter(line -> line.name().regionMatches(true, 0, lowerCasePrefix, 0, lowerCasePrefix.length()))
                .toList();
    }
}
