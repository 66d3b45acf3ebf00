package io.github.batchbench.fake.node.files;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The pattern of an output file, as the documentation of {@code filePattern} has it: {@code *} is any characters of a
 * name, {@code **} any folders, {@code ?} one character, {@code [abc]}, {@code [a-c]} and {@code [!abc]} one of a set;
 * a name that starts with a dot matches only a pattern that does. {@code $VAR} is expanded first. A relative pattern
 * starts at the working directory. Every folder is looked at once at most for each state of the pattern, and nothing is
 * ever tried again.
 */
public final class FilePattern {
    private static final Pattern VARIABLE = Pattern.compile("\\$(?:\\{(\\w+)\\}|(\\w+))");
    private static final Pattern WILD = Pattern.compile("[*?\\[]");
    private static final String ANY_FOLDERS = "**";

    /** Asked again and again while files are looked for; throws when they are no longer wanted. */
    @FunctionalInterface
    public interface Check {
        /** Throws if the search is to end. */
        void run() throws IOException;
    }

    private final String text;
    private final Path base;
    private final List<String> segments;
    private final List<NamePattern> names;

    private FilePattern(String text, Path base, List<String> segments) {
        this.text = text;
        this.base = base;
        this.segments = segments;
        this.names = segments.stream().map(NamePattern::of).toList();
    }

    /** The pattern after its variables are expanded; a variable that is not set stays as it is. */
    public static FilePattern of(String pattern, Map<String, String> environment, Path workingDirectory) {
        String text = VARIABLE.matcher(pattern).replaceAll(found -> {
            String name = found.group(1) != null ? found.group(1) : found.group(2);
            return Matcher.quoteReplacement(environment.getOrDefault(name, found.group()));
        });
        Path base = text.startsWith("/") ? Path.of("/") : workingDirectory;
        List<String> segments = new ArrayList<>();
        for (String segment : text.split("/+", -1)) {
            boolean again = segment.equals(ANY_FOLDERS)
                    && !segments.isEmpty()
                    && segments.get(segments.size() - 1).equals(ANY_FOLDERS);
            if (!segment.isEmpty() && !segment.equals(".") && !again) {
                segments.add(segment);
            }
        }
        while (segments.size() > 1 && !wild(segments.get(0))) {
            base = base.resolve(segments.remove(0));
        }
        if (!segments.isEmpty() && segments.get(segments.size() - 1).equals(ANY_FOLDERS)) {
            segments.add("*");
        }
        return new FilePattern(text, base.normalize(), segments);
    }

    /** Whether it may match several files. */
    public boolean wild() {
        return wild(text);
    }

    private static boolean wild(String text) {
        return WILD.matcher(text).find();
    }

    /**
     * The regular files that match: where they are below the node's root, by their path relative to the last folder
     * before the first wildcard, in order of it. Links to folders are not followed by {@code **}.
     *
     * @param folders below which files are found, relative to the node's root; what a link leads to counts where it is
     */
    public Map<String, Path> files(TaskFiles files, Collection<Path> folders, Check check) throws IOException {
        Map<String, Path> found = new TreeMap<>();
        if (!segments.isEmpty() && base.startsWith(files.root())) {
            Optional<Path> start =
                    files.resolve(files.root().relativize(base).toString()).filter(place -> isBelow(place, folders));
            if (start.isPresent()) {
                BitSet states = new BitSet();
                add(states, 0);
                new Search(files, folders, check, found).from(new Visit(Path.of(""), start.get(), states));
            }
        }
        return found;
    }

    private static boolean isBelow(Path place, Collection<Path> folders) {
        return folders.stream().anyMatch(place::startsWith);
    }

    /** A state is the segment that is to match next; any folders may also be none. */
    private void add(BitSet states, int segment) {
        states.set(segment);
        if (segments.get(segment).equals(ANY_FOLDERS)) {
            states.set(segment + 1);
        }
    }

    /**
     * A folder to be looked at.
     *
     * @param shown its path relative to the base
     * @param folder where it is below the node's root
     */
    private record Visit(Path shown, Path folder, BitSet states) {}

    /** One walk through the folders. */
    private final class Search {
        private final TaskFiles files;
        private final Collection<Path> folders;
        private final Check check;
        private final Map<String, Path> found;
        private final Deque<Visit> starts = new ArrayDeque<>();

        Search(TaskFiles files, Collection<Path> folders, Check check, Map<String, Path> found) {
            this.files = files;
            this.folders = folders;
            this.check = check;
            this.found = found;
        }

        /** Every link to a folder begins a walk of its own. */
        void from(Visit start) throws IOException {
            starts.add(start);
            while (!starts.isEmpty()) {
                Visit visit = starts.remove();
                Map<Path, Visit> visits = new HashMap<>(Map.of(visit.folder(), visit));
                files.walk(visit.folder(), (folder, name, attributes) -> {
                    check.run();
                    Visit next = look(Objects.requireNonNull(visits.get(folder)), name, attributes);
                    if (next != null) {
                        visits.put(next.folder(), next);
                    }
                    return next != null;
                });
            }
        }

        /** How to go on in the folder of this name; null if there is nothing to be found. */
        private @Nullable Visit look(Visit visit, Path name, PosixFileAttributes seen) throws IOException {
            BitSet plain = new BitSet();
            BitSet anyFolders = new BitSet();
            boolean last = step(name.toString(), visit.states(), plain, anyFolders);
            if (!last && plain.isEmpty() && anyFolders.isEmpty()) {
                return null;
            }
            Path shown = visit.shown().resolve(name);
            Path target = visit.folder().resolve(name);
            PosixFileAttributes attributes = seen;
            if (seen.isSymbolicLink()) {
                target = files.resolve(target.toString())
                        .filter(place -> isBelow(place, folders))
                        .orElse(target);
                attributes = files.attributes(target).orElse(seen);
                if (attributes.isDirectory() && !plain.isEmpty()) {
                    starts.add(new Visit(shown, target, plain));
                }
            }
            if (last && attributes.isRegularFile()) {
                found.put(shown.toString(), target);
            }
            plain.or(anyFolders);
            return seen.isDirectory() && !plain.isEmpty() ? new Visit(shown, target, plain) : null;
        }

        /** The states behind a name; whether the pattern may end here. */
        private boolean step(String name, BitSet states, BitSet plain, BitSet anyFolders) {
            boolean last = false;
            for (int state = states.nextSetBit(0); state >= 0; state = states.nextSetBit(state + 1)) {
                if (segments.get(state).equals(ANY_FOLDERS)) {
                    if (!name.startsWith(".")) {
                        add(anyFolders, state);
                    }
                } else if (names.get(state).matches(name)) {
                    if (state == segments.size() - 1) {
                        last = true;
                    } else {
                        add(plain, state + 1);
                    }
                }
            }
            return last;
        }
    }
}
