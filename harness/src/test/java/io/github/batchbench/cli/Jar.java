package io.github.batchbench.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The built jar, or tests on a live account, as a process of its own, on a plain {@code java}, with a folder for its
 * temporary files.
 */
final class Jar implements AutoCloseable {
    /** The exit code of a Java machine that was asked to end. */
    static final int TERMINATED = 143;

    /** The exit code of a process that was killed. */
    static final int KILLED = 137;

    private static final long PATIENCE_SECONDS = 120;

    private final Process process;
    private final BufferedReader out;
    private final Path errors;

    private Jar(Process process, Path errors) {
        this.process = process;
        this.errors = errors;
        this.out = process.inputReader(StandardCharsets.UTF_8);
    }

    static Jar start(Path folder, Path temporary, String... args) throws IOException {
        return start(folder, temporary, Map.of(), args);
    }

    /** With these settings in its environment, and no other that names an account. */
    static Jar start(Path folder, Path temporary, Map<String, String> environment, String... args) throws IOException {
        return java(folder, temporary, environment, List.of(), jar(), args);
    }

    private static List<String> jar() {
        Path jar = Path.of(System.getProperty("batchbench.jar", "target/batchbench.jar"));
        return List.of("-jar", jar.toAbsolutePath().toString());
    }

    /** As a script starts it that leaves it in the background: these signals are ignored. */
    static Jar startIgnoring(Path folder, Path temporary, String signals, String... args) throws IOException {
        List<String> wrapper = List.of("/bin/sh", "-c", "trap '' $1 && shift && exec \"$@\"", "sh", signals);
        return java(folder, temporary, Map.of(), wrapper, jar(), args);
    }

    /**
     * With a disk of its own for its temporary folder, which only it sees and which goes with it.
     *
     * @param disk options of the {@code tmpfs}, such as {@code size=8m} or {@code ro}
     */
    static Jar startOn(Path folder, String disk, String... args) throws IOException {
        Path temporary = Files.createDirectories(folder.resolve("disk"));
        List<String> wrapper = List.of(
                "unshare",
                "--map-root-user",
                "--mount",
                "/bin/sh",
                "-c",
                "mount -t tmpfs -o \"$1\" tmpfs \"$2\" && shift 2 && exec \"$@\"",
                "sh",
                disk,
                temporary.toString());
        return java(folder, temporary, Map.of(), wrapper, jar(), args);
    }

    /** Not the jar but a test JVM: {@link LiveTests} with this class, on the class path of this one. */
    static Jar startTests(Path folder, Path temporary, Map<String, String> environment, Class<?> tests)
            throws IOException {
        List<String> what = List.of(
                "-Dbatchbench.target=live",
                "-Dbatchbench.live.require=true",
                "-cp",
                System.getProperty("java.class.path"),
                LiveTests.class.getName());
        return java(folder, temporary, environment, List.of(), what, tests.getName());
    }

    private static Jar java(
            Path folder,
            Path temporary,
            Map<String, String> environment,
            List<String> wrapper,
            List<String> what,
            String... args)
            throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        List<String> command = new ArrayList<>(wrapper);
        command.addAll(List.of(java.toString(), "-Djava.io.tmpdir=" + temporary));
        // It lives for seconds.
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.addAll(what);
        command.addAll(List.of(args));
        Path errors = Files.createTempFile(folder, "stderr", ".txt");
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectError(errors.toFile());
        builder.environment().keySet().removeIf(name -> name.contains("AZURE_") || name.startsWith("IDENTITY_"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        return new Jar(process, errors);
    }

    /** The next line of its standard output, null at the end. */
    String line() throws IOException {
        return out.readLine();
    }

    /** Reads on until a line has this in it, which it returns. */
    String awaitLine(String part) throws IOException {
        List<String> seen = new ArrayList<>();
        for (String line = line(); line != null; line = line()) {
            if (line.contains(part)) {
                return line;
            }
            seen.add(line);
        }
        throw new AssertionError("It never said \"" + part + "\", only:\n" + String.join("\n", seen) + "\n" + errors());
    }

    /** Reads on to the end. */
    List<String> lines() throws IOException {
        return out.lines().toList();
    }

    /**
     * Asks it to end, which the Java machine takes as it takes Ctrl-C. (That signal itself is ignored by whatever a shell
     * started in the background.)
     */
    void terminate() {
        process.toHandle().destroy(); // Process itself would close the streams as well.
    }

    /** Ends it as {@code kill -9} does: nothing of it gets a chance to clean up. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Its number as a process. */
    long pid() {
        return process.pid();
    }

    int exitCode() throws InterruptedException {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("It did not end within " + PATIENCE_SECONDS + " s.");
        }
        return process.exitValue();
    }

    String errors() throws IOException {
        return Files.readString(errors);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
