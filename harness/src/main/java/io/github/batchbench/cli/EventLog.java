package io.github.batchbench.cli;

import io.github.batchbench.api.FakeAzure;
import io.github.batchbench.fake.monitor.DiagnosticLog;
import io.github.batchbench.fake.monitor.LogLines;
import java.io.PrintWriter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** The log of {@code serve --log}, or none. */
final class EventLog implements AutoCloseable {
    private final Optional<DiagnosticLog> log;

    private EventLog(Optional<DiagnosticLog> log) {
        this.log = log;
    }

    /** A log of what happens from now on; none without a format. */
    static EventLog of(FakeAzure azure, @Nullable LogFormat format, CommandLine command) {
        if (format == null) {
            return new EventLog(Optional.empty());
        }
        PrintWriter out = command.getOut();
        PrintWriter err = command.getErr();
        DiagnosticLog log = new DiagnosticLog(
                new LogLines(azure.authority().tenantId(), azure.management()::resourceId),
                out::println,
                count -> err.println("Note: " + count
                        + " events are not in the log, as nobody reads standard output as fast as they happen."));
        azure.onEvent(log::hear);
        return new EventLog(Optional.of(log));
    }

    /** Begins to write. */
    void start() {
        log.ifPresent(DiagnosticLog::start);
    }

    @Override
    public void close() {
        log.ifPresent(DiagnosticLog::close);
    }
}
