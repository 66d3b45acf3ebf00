package io.github.batchbench.fake.node.processes;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A shell that starts one command after the other and waits for each. It is small, so that it costs little to start a command from it and
 * not from this JVM. And it can tell a command that a signal ended from one that exited with 128 and the signal's number, as
 * a shell does whose own child was killed: of a signal it says more than the code. (Of INT and PIPE shells say nothing,
 * so those still look like an exit.)
 */
final class ResidentShell {
    private static final int SIGNALLED = 128;

    /** Signals that go to many are the command's to mind: the shell waits for it all the same. */
    private static final String PREPARATION = "trap : HUP INT QUIT TERM USR1 USR2 ALRM PIPE\n";

    /** Dash says it of every other signal; Bash keeps quiet about TERM as well. */
    private static final String SHELL = StartScript.firstExecutable("/bin/dash", "/usr/bin/dash", "/bin/sh");

    private static final AtomicLong NUMBER = new AtomicLong();

    private final Process process;
    private final OutputStream script;
    private final Consumer<ResidentShell> idle;

    /** No command knows it, so whatever else the shell says cannot look like it. */
    private final String ended = UUID.randomUUID() + " ";

    /** What the shell has said of the current command of its own accord. Only for the thread that listens. */
    private final List<String> remarks = new ArrayList<>();

    /** Guarded by this, as is the next. */
    private @Nullable Started current;

    private boolean over;

    /**
     * A command that has been started, or is being.
     *
     * @param pid its process's number; or why it was not started
     * @param exitCode its exit code, the number of a signal that ended it below zero
     */
    record Started(CompletableFuture<Long> pid, CompletableFuture<Integer> exitCode) {}

    /** The shell has ended and the command was not started. */
    static final class ShellEndedException extends IOException {
        private static final long serialVersionUID = 1;

        ShellEndedException(String remarks) {
            super("The shell that starts commands has ended. " + remarks);
        }
    }

    /**
     * Starts a shell, with nothing to do yet.
     *
     * @param idle hears that there is nothing to do any more
     */
    ResidentShell(Consumer<ResidentShell> idle) throws IOException {
        this.idle = idle;
        List<String> words = new ArrayList<>(ProcessTree.ownSession());
        words.addAll(DefaultSignals.WORDS);
        words.addAll(List.of(SHELL, "-s"));
        ProcessBuilder builder =
                new ProcessBuilder(words).directory(new File("/")).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().put("PATH", CommandLine.SYSTEM_PATH);
        process = OwnProcesses.start(builder);
        script = process.getOutputStream();
        Thread listener = new Thread(this::listen, "batchbench-shell-" + NUMBER.incrementAndGet());
        listener.setDaemon(true);
        listener.start();
        say(PREPARATION);
    }

    /**
     * Starts a command, while there is no other.
     *
     * @param command a {@link StartScript}
     * @throws ShellEndedException if somebody has ended the shell before
     * @throws IOException if the command cannot be started
     */
    Started start(String command) throws IOException {
        Started started = new Started(new CompletableFuture<>(), new CompletableFuture<>());
        synchronized (this) {
            if (over) {
                throw new ShellEndedException("");
            }
            current = started;
        }
        say(command + "echo '" + ended + "'$?\n");
        try {
            long unused = started.pid().join();
            return started;
        } catch (CompletionException e) {
            if (e.getCause() instanceof IOException why) {
                throw why;
            }
            throw e;
        }
    }

    /** Whoever cannot be told anything has ended, which is heard of elsewhere. */
    private void say(String text) {
        try {
            script.write(text.getBytes(StartScript.CHARSET));
            script.flush();
        } catch (IOException e) {
            process.destroyForcibly();
        }
    }

    private void listen() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.ISO_8859_1))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                hear(line);
            }
        } catch (IOException e) {
            // It is as good as ended.
            process.destroyForcibly();
        }
        int code = exitCode();
        Started last = take(true);
        if (last != null) {
            last.pid().completeExceptionally(new ShellEndedException(String.join(" ", remarks)));
            last.exitCode().complete(signalled(code));
        }
    }

    private void hear(String line) {
        Started started = line.startsWith(StartScript.STARTED) ? peek() : null;
        if (started != null && !started.pid().isDone()) {
            started.pid().complete(Long.parseLong(line.substring(StartScript.STARTED.length())));
        } else if (line.startsWith(ended)) {
            end(Integer.parseInt(line.substring(ended.length())));
        } else {
            remarks.add(line);
        }
    }

    private void end(int code) {
        Started last = take(false);
        boolean exited = remarks.isEmpty();
        String why = String.join(" ", remarks);
        remarks.clear();
        if (last != null) {
            last.pid().completeExceptionally(new IOException(why));
            last.exitCode().complete(exited ? code : signalled(code));
        }
        idle.accept(this);
    }

    private static int signalled(int code) {
        return code <= SIGNALLED ? code : SIGNALLED - code;
    }

    private synchronized @Nullable Started peek() {
        return current;
    }

    private synchronized @Nullable Started take(boolean last) {
        Started taken = current;
        current = null;
        over = last;
        return taken;
    }

    /** Nobody interrupts the thread that listens. */
    private int exitCode() {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Lets it go: it ends when what it has begun has ended. */
    void dismiss() {
        try {
            script.close();
        } catch (IOException e) {
            process.destroyForcibly();
        }
    }

    /** Kills it, not what it has started. */
    void kill() {
        process.destroyForcibly();
    }

    /** Waits until it has ended. */
    void awaitEnd() throws InterruptedException {
        process.waitFor();
    }
}
