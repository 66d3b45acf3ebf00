package io.github.batchbench.fake.node.processes;

import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a {@link ResidentShell} reads to start a command: a copy of the shell becomes the command, with exactly these words
 * and variables. Until then the copy says what is wrong to who has started the shell, and in the end its number.
 */
final class StartScript {
    /** What is said before the number. */
    static final String STARTED = "started ";

    /** In which Java itself gives programs their words and variables. */
    static final Charset CHARSET = Runtime.version().feature() < 18
            ? Charset.defaultCharset()
            : Charset.forName(System.getProperty("sun.jnu.encoding"));

    /** Linux refuses a longer word or variable, in bytes. */
    private static final int LONGEST = 131_071;

    /** The program that starts another in a changed environment. */
    static final String ENV = firstExecutable("/usr/bin/env", "/bin/env");

    /** A copy's {@code $$} is the number of the shell that it is a copy of. */
    private static final String OWN_NUMBER = Files.exists(Path.of("/proc/self/stat"))
            ? "read -r pid rest </proc/self/stat"
            : "pid=$(exec /bin/sh -c 'echo $PPID')";

    /** What every shell takes and hands on as it is: names that mean something to a shell are not among them. */
    private static final Pattern PLAIN = Pattern.compile(
            "(?!(_|IFS|PS\\d|OPT[A-Z]+|LINENO|PPID|E?UID|GROUPS|ENV|MAIL\\w*|HIST\\w*|BASH\\w*|COMP\\w*|COPROC\\w*|DIRSTACK"
                    + "|FUNC\\w*|S?RANDOM|SECONDS|EPOCH\\w*|SHELLOPTS|SHLVL|HOST\\w*|MACHTYPE|OSTYPE|PIPESTATUS|POSIXLY_CORRECT|TMOUT)$)"
                    + "[A-Za-z_][A-Za-z0-9_]*");

    private final StringBuilder text = new StringBuilder(4096);

    private StartScript() {}

    /** The first of these programs that is there; the last one otherwise. */
    static String firstExecutable(String... paths) {
        return Stream.of(paths)
                .filter(path -> Files.isExecutable(Path.of(path)))
                .findFirst()
                .orElse(paths[paths.length - 1]);
    }

    /**
     * The script.
     *
     * @param words the program, with a slash in its name, and its arguments
     * @param out the file, which is there, that its output goes to
     * @param err the file, which is there, that its errors go to
     * @throws IllegalArgumentException if no process can be given these words and variables
     */
    static String of(List<String> words, Path directory, Map<String, String> environment, Path out, Path err) {
        StartScript script = new StartScript();
        script.prepare(directory, out, err);
        environment.forEach(script::export);
        script.become(words, environment);
        return script.text.toString();
    }

    private void prepare(Path directory, Path out, Path err) {
        text.append("(cd ");
        quote(directory.toString(), 0);
        text.append(" && ").append(OWN_NUMBER).append(" && exec 3>&1 </dev/null >");
        quote(out.toString(), 0);
        text.append(" 2>");
        quote(err.toString(), 0);
        text.append(" && echo \"").append(STARTED).append("$pid\" >&3 || exit\nunset PATH OLDPWD pid rest\n");
    }

    private static boolean isPlain(String name) {
        return PLAIN.matcher(name).matches();
    }

    private void export(String name, String value) {
        if (name.isEmpty() || name.indexOf('=') >= 0) {
            throw new IllegalArgumentException("No variable can have the name '" + name + "'.");
        }
        if (isPlain(name)) {
            text.append("export ").append(name).append('=');
            quote(value, name.length() + 1);
            text.append('\n');
        }
    }

    /** Variables that are not plain are set by a program in between. */
    private void become(List<String> words, Map<String, String> environment) {
        text.append("exec");
        ProcessTree.ownSession().forEach(this::add);
        if (!environment.keySet().stream().allMatch(StartScript::isPlain)) {
            add(ENV);
            environment.forEach((name, value) -> {
                if (!isPlain(name)) {
                    add(name + "=" + value);
                }
            });
        }
        words.forEach(this::add);
        text.append(" 3>&-)\n");
    }

    private void add(String word) {
        text.append(' ');
        quote(word, 0);
    }

    /** @param before how many bytes stand before the value in what the process gets */
    private void quote(String value, int before) {
        if (value.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("There is a null character in the command or in a variable.");
        }
        // A character has at most four bytes.
        if (value.length() > LONGEST / 4 && before + value.getBytes(CHARSET).length > LONGEST) {
            throw new IllegalArgumentException(
                    "Argument list too long: a word or a variable has " + value.length() + " characters.");
        }
        text.append('\'').append(value.replace("'", "'\\''")).append('\'');
    }
}
