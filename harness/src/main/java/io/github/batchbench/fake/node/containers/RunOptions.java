package io.github.batchbench.fake.node.containers;

import io.github.batchbench.fake.node.processes.CommandLine;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A task's {@code containerRunOptions}: options of {@code docker create} (documented). */
final class RunOptions {
    /** What {@code run} knows and {@code create} does not. */
    private static final Pattern ONLY_OF_RUN = Pattern.compile("--detach(=.*)?|-[itqP]*d[itqP]*");

    private static final Pattern NETWORK = Pattern.compile("--net(work)?(=.*)?");
    private static final Pattern USER = Pattern.compile("--user(ns)?(=.*)?|-u.*");
    private static final Pattern VOLUME = Pattern.compile("(?<option>-v|--volume|--volume=|-v=?)(?<value>/.*)");

    private final List<String> words;

    private RunOptions(List<String> words) {
        this.words = words;
    }

    /**
     * The options in a text.
     *
     * @throws IllegalArgumentException if it cannot be split, or has one that is no option of {@code create}
     */
    static RunOptions parse(String text) {
        List<String> words = text.isBlank() ? List.of() : CommandLine.split(text);
        words.stream()
                .filter(word -> ONLY_OF_RUN.matcher(word).matches())
                .findFirst()
                .ifPresent(word -> {
                    throw new IllegalArgumentException("unknown flag: " + word);
                });
        return new RunOptions(words);
    }

    /** Whether they choose the container's network. */
    boolean chooseNetwork() {
        return words.stream().anyMatch(word -> NETWORK.matcher(word).matches());
    }

    /** Whether they choose the container's user. */
    boolean chooseUser() {
        return words.stream().anyMatch(word -> USER.matcher(word).matches());
    }

    /** The options, with what this function makes of the folders of the node that are mounted. */
    List<String> withFolders(UnaryOperator<String> folder) {
        List<String> changed = new ArrayList<>(words.size());
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if ((word.equals("-v") || word.equals("--volume")) && i + 1 < words.size()) {
                changed.add(word);
                changed.add(volume(words.get(++i), folder));
                continue;
            }
            Matcher volume = VOLUME.matcher(word);
            changed.add(volume.matches() ? volume.group("option") + volume(volume.group("value"), folder) : word);
        }
        return changed;
    }

    private static String volume(String value, UnaryOperator<String> folder) {
        int colon = value.indexOf(':');
        return value.startsWith("/") && colon > 0
                ? folder.apply(value.substring(0, colon)) + value.substring(colon)
                : value;
    }
}
