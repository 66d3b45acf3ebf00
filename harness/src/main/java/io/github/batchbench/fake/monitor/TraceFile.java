package io.github.batchbench.fake.monitor;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.github.batchbench.fake.history.AccountHistory;
import io.github.batchbench.fake.model.NodeState;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A history as a trace that Perfetto and Chrome show: each node is a process with a track for its states and one for each
 * slot, on which tasks lie, with what they waited for and each of their tries inside; a task of several slots lies on each of
 * them, so that what is empty is free. Each pool has counters. Times are the fake's, virtual or not, and begin with the history.
 */
public final class TraceFile {
    private static final JsonFactory JSON = new JsonFactory();
    private static final String STATES = "state";

    /** In a history a node is idle while tasks run, too. */
    private static final String IDLE = NodeState.IDLE.wireName();

    private final AccountHistory history;
    private final JsonGenerator out;
    private final long end;

    private TraceFile(AccountHistory history, JsonGenerator out) {
        this.history = history;
        this.out = out;
        this.end = ChronoUnit.MICROS.between(history.start(), history.now());
    }

    /** The trace as JSON. */
    public static String of(AccountHistory history) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = JSON.createGenerator(text)) {
            new TraceFile(history, out).write();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }

    private void write() throws IOException {
        out.writeStartObject();
        out.writeStringField("displayTimeUnit", "ms");
        out.writeObjectFieldStart("otherData");
        out.writeStringField("start", history.start().toString());
        out.writeNumberField("droppedRuns", history.dropped().runs());
        out.writeNumberField("droppedNodes", history.dropped().nodes());
        out.writeEndObject();
        out.writeArrayFieldStart("traceEvents");
        int process = 0;
        for (AccountHistory.PoolTrack pool : history.pools()) {
            pool(++process, pool);
        }
        Map<String, Integer> nodes = new HashMap<>();
        for (AccountHistory.NodeTrack node : history.nodes()) {
            node(++process, node);
            nodes.put(node.id(), process);
        }
        for (AccountHistory.Run run : history.runs()) {
            Integer node = nodes.get(run.nodeId());
            if (node != null) {
                run(node, run);
            }
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    private void pool(int process, AccountHistory.PoolTrack pool) throws IOException {
        name(process, null, "process_name", "pool " + pool.id());
        for (AccountHistory.Size size : pool.sizes()) {
            counter(process, size.at(), "nodes", size.nodes().total());
            counter(process, size.at(), "target", size.target().total());
            counter(process, size.at(), "queued tasks", size.queued());
            counter(process, size.at(), "running tasks", size.running());
        }
        for (AccountHistory.Evaluation evaluation : pool.evaluations()) {
            begin("i", process, 0, evaluation.at(), "formula");
            out.writeStringField("s", "p");
            out.writeObjectFieldStart("args");
            out.writeStringField("results", evaluation.run().results());
            out.writeEndObject();
            out.writeEndObject();
        }
    }

    private void node(int process, AccountHistory.NodeTrack node) throws IOException {
        name(process, null, "process_name", (node.dedicated() ? "node " : "spot node ") + node.id());
        name(process, 0, "thread_name", STATES);
        for (int slot = 0; slot < node.slots(); slot++) {
            name(process, slot + 1, "thread_name", "slot " + slot);
        }
        List<AccountHistory.NodeSpan> states = node.states();
        for (int i = 0; i < states.size(); i++) {
            long until = i + 1 < states.size() ? states.get(i + 1).since() : closed(node.gone());
            String state = states.get(i).state();
            span(process, 0, states.get(i).since(), until, state.equals(IDLE) ? "idle or running" : state);
            out.writeEndObject();
        }
    }

    private void run(int process, AccountHistory.Run run) throws IOException {
        int track = run.slot() + 1;
        long ended = closed(run.ended());
        for (int slot = 0; slot < run.slots(); slot++) {
            stay(process, track + slot, ended, run);
        }
        long from = run.started() == AccountHistory.OPEN ? ended : run.started();
        if (from > run.placed()) {
            span(process, track, run.placed(), from, "preparing");
            out.writeEndObject();
        }
        if (!run.retries().isEmpty()) {
            tries(process, track, from, ended, run);
        }
    }

    private void stay(int process, int track, long ended, AccountHistory.Run run) throws IOException {
        span(process, track, run.placed(), ended, run.taskId());
        out.writeStringField("cat", run.ending().name().toLowerCase(Locale.ROOT));
        out.writeObjectFieldStart("args");
        out.writeStringField("job", run.jobId());
        out.writeStringField("task", run.taskId());
        out.writeStringField("ending", run.ending().name().toLowerCase(Locale.ROOT));
        out.writeNumberField("slots", run.slots());
        exit(run.exitCode());
        if (run.failure() != null) {
            out.writeStringField("failure", run.failure());
        }
        out.writeEndObject();
        out.writeEndObject();
    }

    /** Each try with the exit code that it came to. */
    private void tries(int process, int track, long started, long ended, AccountHistory.Run run) throws IOException {
        long from = started;
        int number = 1;
        for (AccountHistory.Retry retry : run.retries()) {
            attempt(process, track, from, retry.at(), number++, retry.exitCode());
            from = retry.at();
        }
        attempt(process, track, from, ended, number, run.exitCode());
    }

    private void attempt(int process, int track, long from, long until, int number, @Nullable Integer exitCode)
            throws IOException {
        span(process, track, from, until, "try " + number);
        out.writeObjectFieldStart("args");
        exit(exitCode);
        out.writeEndObject();
        out.writeEndObject();
    }

    private void exit(@Nullable Integer exitCode) throws IOException {
        if (exitCode != null) {
            out.writeNumberField("exitCode", exitCode);
        }
    }

    private long closed(long time) {
        return time == AccountHistory.OPEN ? end : time;
    }

    private void name(int process, @Nullable Integer track, String kind, String name) throws IOException {
        out.writeStartObject();
        out.writeStringField("ph", "M");
        out.writeNumberField("pid", process);
        if (track != null) {
            out.writeNumberField("tid", track);
        }
        out.writeStringField("name", kind);
        out.writeObjectFieldStart("args");
        out.writeStringField("name", name);
        out.writeEndObject();
        out.writeEndObject();
    }

    private void counter(int process, long at, String name, long value) throws IOException {
        begin("C", process, 0, at, name);
        out.writeObjectFieldStart("args");
        out.writeNumberField("value", value);
        out.writeEndObject();
        out.writeEndObject();
    }

    /** A span that the caller goes on to write, and ends. */
    private void span(int process, int track, long from, long until, String name) throws IOException {
        begin("X", process, track, from, name);
        out.writeNumberField("dur", Math.max(0, until - from));
    }

    private void begin(String phase, int process, int track, long at, String name) throws IOException {
        out.writeStartObject();
        out.writeStringField("ph", phase);
        out.writeNumberField("pid", process);
        out.writeNumberField("tid", track);
        out.writeNumberField("ts", at);
        out.writeStringField("name", name);
    }
}
