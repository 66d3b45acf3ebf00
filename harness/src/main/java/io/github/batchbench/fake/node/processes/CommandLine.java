package io.github.batchbench.fake.node.processes;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A command line split into words. It does not run under a shell: {@code $VAR}, {@code |}, {@code >}, {@code &&} and
 * {@code *} are plain characters (documented, and reported for Linux nodes).
 *
 * <p>How the node agent treats quotes is not documented. Known is that {@code /bin/sh -c 'a && b'} and
 * {@code /bin/sh -c "a && b"} both hand one word to the shell. The rest is a guess after the usual word rules: blanks
 * separate; single quotes keep everything; in double quotes a backslash escapes only {@code "} and {@code \};
 * elsewhere it escapes any character.
 */
public final class CommandLine {
    /** Where a Linux node looks for programs. */
    public static final String SYSTEM_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    private final String text;
    private final List<String> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private boolean inWord;
    private int position;

    private CommandLine(String text) {
        this.text = text;
    }

    /**
     * The words of the command line.
     *
     * @throws IllegalArgumentException if a quote is not closed, or there is no word
     */
    public static List<String> split(String text) {
        return new CommandLine(text).split();
    }

    private List<String> split() {
        while (position < text.length()) {
            step(text.charAt(position++));
        }
        endWord();
        if (words.isEmpty()) {
            throw new IllegalArgumentException("The command line is empty.");
        }
        return List.copyOf(words);
    }

    private void step(char c) {
        if (Character.isWhitespace(c)) {
            endWord();
            return;
        }
        inWord = true;
        switch (c) {
            case '\'' -> singleQuoted();
            case '"' -> doubleQuoted();
            case '\\' -> word.append(position < text.length() ? text.charAt(position++) : c);
            default -> word.append(c);
        }
    }

    private void endWord() {
        if (inWord) {
            words.add(word.toString());
            word.setLength(0);
            inWord = false;
        }
    }

    private void singleQuoted() {
        int end = text.indexOf('\'', position);
        if (end < 0) {
            throw new IllegalArgumentException("A single quote is not closed.");
        }
        word.append(text, position, end);
        position = end + 1;
    }

    private void doubleQuoted() {
        while (position < text.length()) {
            char c = text.charAt(position++);
            if (c == '"') {
                return;
            }
            boolean escapes = c == '\\' && position < text.length() && "\"\\".indexOf(text.charAt(position)) >= 0;
            word.append(escapes ? text.charAt(position++) : c);
        }
        throw new IllegalArgumentException("A double quote is not closed.");
    }

    /**
     * The file of a program: looked up in the {@code PATH} if its name has no slash, else relative to the working
     * directory.
     */
    public static Optional<Path> program(String name, Path workingDirectory, String searchPath) {
        try {
            if (name.indexOf('/') >= 0) {
                return Optional.of(workingDirectory.resolve(name)).filter(Files::isRegularFile);
            }
            for (String directory : searchPath.split(":", -1)) {
                Path candidate = workingDirectory.resolve(directory).resolve(name);
                if (!name.isEmpty() && Files.isRegularFile(candidate) && Files.isExecutable(candidate)) {
                    return Optional.of(candidate);
                }
            }
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
        return Optional.empty();
    }
}
