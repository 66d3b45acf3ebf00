package io.github.batchbench.fake.node.files;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * The pattern of an output file, as the documentation of {@code filePattern} has it: {@code *} is any characters of a
 * name, {@code **} any folders, {@code ?} one character, {@code [abc]}, {@code [a-c]} and {@code [!abc]} one of a set;
 * a name that starts with a dot matches only a pattern that does. {@code $VAR} is expanded first. A relative pattern
 * starts at the working directory.
 */
public final class FilePattern {
    private static final Pattern VARIABLE = Pattern.compile("\\$(?:\\{(\\w+)\\}|(\\w+))");
    private static final Pattern WILD = Pattern.compile("[*?\\[]");
    private static final Pattern NOTHING = Pattern.compile("(?!)");
    private static final String ANY_FOLDERS = "**";

    private final String text;
    private final Path base;
    private final List<String> segments;

    private FilePattern(String text, Path base, List<String> segments) {
        this.text = text;
        this.base = base;
        this.segments = segments;
    }

    /** The pattern after its variables are expanded; a variable that is not set stays as it is. */
    public static FilePattern of(String pattern, Map<String, String> environment, Path workingDirectory) {
        String text = VARIABLE.matcher(pattern).replaceAll(found -> {
            String name = found.group(1) != null ? found.group(1) : found.group(2);
            return Matcher.quoteReplacement(environment.getOrDefault(name, found.group()));
        });
        Path base = text.startsWith("/") ? Path.of("/") : workingDirectory;
        List<String> segments = new ArrayList<>(List.of(text.split("/+")));
        segments.removeIf(segment -> segment.isEmpty() || segment.equals("."));
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

    /**
     * The files that match, by their path relative to the last folder before the first wildcard, in order of it. Links
     * to folders are not followed by {@code **}.
     */
    public Map<String, Path> files() {
        Map<String, Path> files = new TreeMap<>();
        match(base, 0, files);
        return files;
    }

    private void match(Path directory, int index, Map<String, Path> files) {
        if (index == segments.size()) {
            return;
        }
        String segment = segments.get(index);
        boolean last = index == segments.size() - 1;
        if (segment.equals(ANY_FOLDERS)) {
            match(directory, index + 1, files);
            for (Path child : children(directory)) {
                if (!name(child).startsWith(".") && Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS)) {
                    match(child, index, files);
                }
            }
            return;
        }
        for (Path child : wild(segment) ? matching(directory, segment) : List.of(directory.resolve(segment))) {
            if (!last) {
                match(child, index + 1, files);
            } else if (Files.isRegularFile(child)) {
                files.put(base.relativize(child).toString(), child);
            }
        }
    }

    private static List<Path> matching(Path directory, String segment) {
        Pattern names = names(segment);
        return children(directory).stream()
                .filter(child -> segment.startsWith(".") || !name(child).startsWith("."))
                .filter(child -> names.matcher(name(child)).matches())
                .toList();
    }

    private static List<Path> children(Path directory) {
        List<Path> children = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
            stream.forEach(children::add);
        } catch (IOException | DirectoryIteratorException e) {
            return children;
        }
        return children;
    }

    private static Pattern names(String segment) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < segment.length(); i++) {
            char c = segment.charAt(i);
            int end = c == '[' ? segment.indexOf(']', i + 2) : -1;
            if (end > 0) {
                regex.append(set(segment.substring(i + 1, end)));
                i = end;
            } else if (c == '*') {
                regex.append(".*");
            } else {
                regex.append(c == '?' ? "." : Pattern.quote(String.valueOf(c)));
            }
        }
        try {
            return Pattern.compile(regex.toString(), Pattern.DOTALL);
        } catch (PatternSyntaxException e) {
            // A range that runs backwards: it has no members.
            return NOTHING;
        }
    }

    /** A set in brackets; only its leading {@code !} and its inner {@code -} mean anything. */
    private static String set(String inside) {
        boolean not = inside.startsWith("!") && inside.length() > 1;
        String members = inside.substring(not ? 1 : 0).replaceAll("[\\\\\\[\\]^&]", "\\\\$0");
        return "[" + (not ? "^" : "") + members + "]";
    }

    private static boolean wild(String text) {
        return WILD.matcher(text).find();
    }

    private static String name(Path path) {
        return path.getFileName().toString();
    }
}
