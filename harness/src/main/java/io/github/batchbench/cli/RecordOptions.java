package io.github.batchbench.cli;

import io.github.batchbench.api.FakeAzure;
import io.github.batchbench.fake.monitor.TraceFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** What is written of a run beside its outputs. */
final class RecordOptions {
    @Option(
            names = "--trace",
            paramLabel = "FILE",
            description = "Write when which task ran where, for ui.perfetto.dev or chrome://tracing.")
    private @Nullable Path trace;

    /** Refuses what an account other than the embedded fake does not tell. */
    void check(Target target, Function<String, ParameterException> wrong) {
        if (trace != null && target == Target.LIVE) {
            throw wrong.apply("--trace needs the embedded fake: Azure does not tell when a task was on which slot.");
        }
    }

    /** Writes it, after a run that failed, too. */
    void write(Optional<FakeAzure> azure, PrintWriter out) {
        if (trace != null && azure.isPresent()) {
            write(trace, TraceFile.of(azure.get().batch().recorder().history()));
            out.println("Trace: " + trace.toAbsolutePath().normalize());
        }
    }

    private static void write(Path file, String text) {
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new IllegalArgumentException(file + " cannot be written: " + e, e);
        }
    }
}
