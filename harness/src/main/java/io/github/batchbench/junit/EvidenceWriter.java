package io.github.batchbench.junit;

import io.github.batchbench.api.FakeAzure;
import io.github.batchbench.fake.monitor.TraceFile;
import io.github.batchbench.fake.state.StateChanges;
import io.github.batchbench.redaction.Redaction;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.platform.commons.JUnitException;

/** Writes and publishes the evidence of a test that failed. Its own trouble never hides the test's. */
final class EvidenceWriter {
    private static final String ENTRY = "batchbench.evidence";

    private final FixtureContext fixtureContext;
    private final TestLifecycle watch;

    EvidenceWriter(FixtureContext fixtureContext, TestLifecycle watch) {
        this.fixtureContext = fixtureContext;
        this.watch = watch;
    }

    void write(@Nullable Throwable failure, List<Throwable> problems, Optional<TestBed> bed) {
        Throwable reported = failure != null ? failure : problems.get(0);
        try {
            Path folder = EvidencePlace.prepare(fixtureContext.context());
            write(folder, reported, bed);
            reported.addSuppressed(new EvidenceNote("The evidence is in " + folder));
            fixtureContext.context().publishReportEntry(ENTRY, folder.toString());
            publish(folder);
        } catch (IOException | RuntimeException trouble) {
            reported.addSuppressed(trouble);
        }
    }

    private void write(Path folder, Throwable reported, Optional<TestBed> bed) throws IOException {
        Optional<FakeAzure> azure = bed.flatMap(TestBed::azure);
        Optional<Journal> journal = azure.map(fake -> Journal.of(fake, watch.since()));
        Redaction redaction = journal.map(Journal::redaction)
                .orElseGet(
                        () -> bed.map(account -> account.account().redaction()).orElseGet(Redaction::of));
        Evidence evidence = new Evidence(folder, redaction);
        String trace = trace(reported);
        String test = EvidencePlace.test(fixtureContext.context());
        String again = EvidencePlace.reproduce(fixtureContext.context());
        evidence.write("failure.txt", "Test: " + test + "\nAgain: " + again + "\n\n" + trace);
        if (reported instanceof CreateTasksHangError hang) {
            evidence.write("threads.txt", hang.threads());
        } else if (isTimeout(reported)) {
            evidence.write("threads.txt", Threads.dump());
        }
        if (journal.isPresent()) {
            evidence.write("requests.txt", journal.get().text());
        }
        if (bed.isPresent() && azure.isPresent()) {
            evidence.write("timeline.txt", timeline(bed.get()));
            String why = why(azure.get());
            if (!why.isEmpty()) {
                evidence.write("why.txt", why);
            }
            List<String> notices = azure.get().notices().all();
            if (!notices.isEmpty()) {
                evidence.write("notices.txt", String.join("\n", notices) + "\n");
            }
            if (usesContainers(azure.get())) {
                evidence.write("containers.txt", azure.get().containers().describe() + "\n");
            }
            evidence.write(
                    "trace.json", TraceFile.of(azure.get().batch().recorder().history()));
            evidence.copyOutputs(azure.get());
            evidence.writePage(
                    "Failed: " + test,
                    EvidencePage.of(azure.get(), test, again, reported, trace, journal.orElseThrow()));
        }
        if (bed.isPresent() && fixtureContext.isLive()) {
            evidence.write("tasks.txt", bed.get().resources().describeJobs());
        }
    }

    /** JUnit's, the JDK's and the kit's own are known by their names; code under test may have one, too. */
    private static boolean isTimeout(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause.getClass().getSimpleName().contains("Timeout")) {
                return true;
            }
        }
        return false;
    }

    private static String trace(Throwable reported) {
        StringWriter trace = new StringWriter();
        reported.printStackTrace(new PrintWriter(trace, true));
        return trace.toString();
    }

    private static boolean usesContainers(FakeAzure azure) {
        return !azure.containers().scripted().isEmpty()
                || azure.batch()
                        .exclusively(() -> azure.batch().pools().all().stream()
                                .anyMatch(pool -> pool.settings().containers() != null));
    }

    /** Why jobs are not over. */
    private static String why(FakeAzure azure) {
        return azure.batch().reasons().waiting().entrySet().stream()
                .map(job -> "job " + job.getKey() + ":\n  " + String.join("\n  ", job.getValue()) + "\n")
                .collect(Collectors.joining());
    }

    private String timeline(TestBed bed) {
        return bed.timeline().after(watch.changes()).stream()
                .map(StateChanges.Change::toString)
                .collect(Collectors.joining("\n", "", "\n"));
    }

    /** A launcher that was given no place for files has none. */
    private void publish(Path folder) {
        try {
            fixtureContext
                    .context()
                    .publishDirectory("batchbench-evidence", target -> EvidencePlace.copy(folder, target));
        } catch (JUnitException noPlace) {
            fixtureContext.context().publishReportEntry(ENTRY + ".published", "no: " + noPlace.getMessage());
        }
    }
}
