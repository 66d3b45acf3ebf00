package io.github.batchbench.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.batchbench.api.FakeAzure;
import io.github.batchbench.api.WorkflowResult;
import io.github.batchbench.fake.monitor.TraceFile;
import io.github.batchbench.redaction.Redaction;
import io.github.batchbench.report.OfflinePage;
import io.github.batchbench.report.RedactedJson;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
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

    @Option(
            names = "--report",
            paramLabel = "FILE.html",
            description = "Write what the run was like as a page: tasks with their stderr, and a timeline.")
    private @Nullable Path report;

    /** Refuses what an account other than the embedded fake does not tell. */
    void check(Target target, Function<String, ParameterException> wrong) {
        if (trace != null && target == Target.LIVE) {
            throw wrong.apply("--trace needs the embedded fake: Azure does not tell when a task was on which slot.");
        }
    }

    /** Writes it. */
    void write(Optional<FakeAzure> azure, WorkflowResult result, PrintWriter out) {
        write(azure, () -> RunPage.of(azure, result), out);
    }

    /** Writes as much as is known of a run that has ended with a failure, which is not hidden if that fails, too. */
    void write(Optional<FakeAzure> azure, RuntimeException failure, PrintWriter out) {
        try {
            write(azure, () -> RunPage.of(azure, failure), out);
        } catch (RuntimeException trouble) {
            failure.addSuppressed(trouble);
        }
    }

    private void write(Optional<FakeAzure> azure, Supplier<ObjectNode> content, PrintWriter out) {
        if (report != null) {
            ObjectNode page = content.get();
            Redaction redaction = azure.map(fake -> Redaction.of(fake.batchKey(), fake.storageKey()))
                    .orElseGet(Redaction::of);
            write(report, OfflinePage.of(page.path("title").asText(), RedactedJson.of(page, redaction)));
            out.println("Report: " + report.toAbsolutePath().normalize());
        }
        if (trace != null && azure.isPresent()) {
            write(trace, TraceFile.of(azure.get().batch().recorder().history()));
            out.println("Trace: " + trace.toAbsolutePath().normalize());
        }
    }

    /** Writes a file, in a folder that need not be there. */
    static void write(Path file, String text) {
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
