package io.github.batchbench.fake.node.containers;

import io.github.batchbench.fake.node.processes.OwnProcesses;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Calls of an engine's client, one after the other, each to its end. To end them breaks off the one that is under way, and
 * no other begins.
 */
public final class EngineCalls {
    private static final int NOT_RUN = -1;

    private final Path program;
    private final Map<String, String> environment;
    private final Duration patience;
    private @Nullable Process current;
    private boolean over;

    EngineCalls(Path program, Map<String, String> environment, Duration patience) {
        this.program = program;
        this.environment = environment;
        this.patience = patience;
    }

    /**
     * How a call ended.
     *
     * @param code the exit code, below zero if it did not run to its end
     * @param text what it said on both streams
     */
    record Ended(int code, String text) {
        boolean well() {
            return code == 0;
        }

        String lastLine() {
            return text.lines().reduce("", (before, line) -> line);
        }

        /** Why it did not end well, for people: what comes before the reason is progress. */
        String reason() {
            return EngineErrors.of(text).orElseGet(() -> text.isEmpty() ? "It ended with exit code " + code : text);
        }
    }

    /** Runs the client; it has nothing to read. */
    Ended run(List<String> arguments) {
        return run(arguments, "", Map.of());
    }

    /**
     * Runs the client.
     *
     * @param input what it reads; the place for secrets
     * @param more what it finds in its environment beside the usual
     */
    Ended run(List<String> arguments, String input, Map<String, String> more) {
        List<String> words = new ArrayList<>(List.of(program.toString()));
        words.addAll(arguments);
        ProcessBuilder builder =
                new ProcessBuilder(words).directory(new File("/")).redirectErrorStream(true);
        Map<String, String> all = new HashMap<>(environment);
        all.putAll(more);
        builder.environment().clear();
        builder.environment().putAll(all);
        try {
            Process process = begin(builder);
            return process == null ? new Ended(NOT_RUN, "It was ended.") : read(process, input);
        } catch (IOException e) {
            return new Ended(NOT_RUN, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            end();
            return new Ended(NOT_RUN, "It was interrupted.");
        }
    }

    private synchronized @Nullable Process begin(ProcessBuilder builder) throws IOException {
        if (over) {
            return null;
        }
        Process process = OwnProcesses.start(builder);
        current = process;
        return process;
    }

    private Ended read(Process process, String input) throws IOException, InterruptedException {
        Executor later = CompletableFuture.delayedExecutor(patience.toMillis(), TimeUnit.MILLISECONDS);
        CompletableFuture<Void> late = CompletableFuture.runAsync(process::destroyForcibly, later);
        try (OutputStream out = process.getOutputStream()) {
            out.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // It did not want to read that, and its exit code says why.
        }
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        int code = process.waitFor();
        if (late.isDone()) {
            return new Ended(NOT_RUN, "It did not answer within " + patience.toSeconds() + " seconds.");
        }
        late.cancel(false);
        return new Ended(code, text);
    }

    /** Ends the call that is under way; there will be no other. */
    public synchronized void end() {
        over = true;
        if (current != null) {
            current.destroyForcibly();
        }
    }
}
