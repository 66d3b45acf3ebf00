package io.github.batchbench.fake.node.containers;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the clients of engines say when something went wrong: the one place that knows their words. */
final class EngineErrors {
    /** How each begins the line that says what went wrong. */
    private static final Pattern LINE = Pattern.compile("(Error|docker): .*|Error response from daemon: .*"
            + "|(ERROR: )?Cannot connect to the Docker daemon.*|unknown (shorthand )?flag.*|unauthorized: .*");

    private static final List<String> NO_IMAGE =
            List.of("image not known", "no such image", "unable to find image", "no such object");
    private static final List<String> IN_THE_WAY =
            List.of("cannot remove", "could not be stopped", "container state improper", "already in progress");
    private static final List<String> NO_ENGINE =
            List.of("cannot connect to the docker daemon", "cannot connect to podman", "unable to connect to podman");

    private EngineErrors() {}

    /** The lines that say what went wrong, in one; empty if none does. */
    static Optional<String> of(String text) {
        String lines = text.lines()
                .map(String::strip)
                .filter(line -> LINE.matcher(line).matches())
                .map(line -> line.replaceFirst("^(Error|docker): ", ""))
                .collect(Collectors.joining(" "));
        return lines.isEmpty() ? Optional.empty() : Optional.of(lines);
    }

    /** Whether an image is not there. */
    static boolean isAboutImage(String error) {
        return has(error, NO_IMAGE);
    }

    /** Whether the engine itself is not there. */
    static boolean isAboutEngine(String error) {
        return has(error, NO_ENGINE);
    }

    /** Whether it is the command that could not be run in its container, and not the container. */
    static boolean isAboutCommand(String error) {
        return error.contains("exec: \"") || error.contains("exec: '");
    }

    /** Whether a container could not be removed now, and can be later. */
    static boolean isInTheWay(String error) {
        return has(error, IN_THE_WAY);
    }

    private static boolean has(String error, List<String> words) {
        String small = error.toLowerCase(Locale.ROOT);
        return words.stream().anyMatch(small::contains);
    }
}
