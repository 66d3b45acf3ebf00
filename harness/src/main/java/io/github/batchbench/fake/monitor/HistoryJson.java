package io.github.batchbench.fake.monitor;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import io.github.batchbench.fake.history.AccountHistory;
import io.github.batchbench.fake.model.AutoScaleRun;
import io.github.batchbench.fake.model.PoolSize;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A history as JSON for pages, which draw it. Times are milliseconds since its {@code start}, which is in milliseconds since
 * 1970; null stands for what has not come yet. What there is much of, nodes and runs, is columns of as many values each; what
 * comes again and again in them is a place in {@code words}. It is written as it is made, for a page with ten thousand nodes
 * waits for it.
 */
public final class HistoryJson {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MICROS_OF_A_MILLI = 1000;

    private interface Writer<T> {
        void write(T value) throws IOException;
    }

    private final JsonGenerator out;
    private final Map<String, Integer> words = new LinkedHashMap<>();

    private HistoryJson(JsonGenerator out) {
        this.out = out;
    }

    /** All of it. */
    public static JsonNode of(AccountHistory history) {
        try (TokenBuffer tokens = new TokenBuffer(JSON, false)) {
            new HistoryJson(tokens).write(history, 0);
            return JSON.readTree(tokens.asParser());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Nodes and runs that have changed after this revision, and all the rest, as UTF-8. */
    public static byte[] bytes(AccountHistory history, long since) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 14);
        try (JsonGenerator out = JSON.createGenerator(bytes)) {
            new HistoryJson(out).write(history, since);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private void write(AccountHistory history, long since) throws IOException {
        out.writeStartObject();
        out.writeNumberField("start", history.start().toEpochMilli());
        out.writeNumberField(
                "now", history.now().toEpochMilli() - history.start().toEpochMilli());
        out.writeNumberField("revision", history.revision());
        out.writeObjectFieldStart("dropped");
        out.writeNumberField("runs", history.dropped().runs());
        out.writeNumberField("nodes", history.dropped().nodes());
        out.writeEndObject();
        out.writeArrayFieldStart("pools");
        for (AccountHistory.PoolTrack pool : history.pools()) {
            pool(pool);
        }
        out.writeEndArray();
        nodes(history.nodes().stream().filter(node -> node.revision() > since).toList());
        runs(history.runs().stream().filter(run -> run.revision() > since).toList());
        texts("words", words.keySet());
        out.writeEndObject();
    }

    private void pool(AccountHistory.PoolTrack pool) throws IOException {
        out.writeStartObject();
        out.writeStringField("id", pool.id());
        out.writeNumberField("slots", pool.slotsPerNode());
        time("made", pool.made());
        time("gone", pool.gone());
        out.writeObjectFieldStart("sizes");
        List<AccountHistory.Size> sizes = pool.sizes();
        column("at", sizes, size -> time(size.at()));
        column("dedicated", sizes, size -> out.writeNumber(size.nodes().dedicated()));
        column("spot", sizes, size -> out.writeNumber(size.nodes().lowPriority()));
        column("target", sizes, size -> out.writeNumber(size.target().total()));
        column("queued", sizes, size -> out.writeNumber(size.queued()));
        column("running", sizes, size -> out.writeNumber(size.running()));
        out.writeEndObject();
        out.writeArrayFieldStart("resizes");
        for (AccountHistory.Resize resize : pool.resizes()) {
            resize(resize);
        }
        out.writeEndArray();
        out.writeArrayFieldStart("evaluations");
        for (AccountHistory.Evaluation evaluation : pool.evaluations()) {
            evaluation(evaluation);
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    private void resize(AccountHistory.Resize resize) throws IOException {
        PoolSize target = resize.target();
        out.writeStartObject();
        time("started", resize.started());
        time("ended", resize.ended());
        out.writeNumberField("dedicated", target.dedicated());
        out.writeNumberField("spot", target.lowPriority());
        texts("errors", resize.errors());
        out.writeEndObject();
    }

    private void evaluation(AccountHistory.Evaluation evaluation) throws IOException {
        out.writeStartObject();
        time("at", evaluation.at());
        out.writeStringField("formula", evaluation.formula());
        out.writeStringField("results", evaluation.run().results());
        AutoScaleRun.FormulaError error = evaluation.run().error();
        if (error != null) {
            out.writeStringField("error", error.code() + ": " + error.message());
            if (!error.values().isEmpty()) {
                out.writeStringField(
                        "detail", error.values().get(error.values().size() - 1).value());
            }
        }
        out.writeEndObject();
    }

    private void nodes(List<AccountHistory.NodeTrack> nodes) throws IOException {
        out.writeObjectFieldStart("nodes");
        column("id", nodes, node -> out.writeString(node.id()));
        column("pool", nodes, node -> word(node.poolId()));
        column("dedicated", nodes, node -> out.writeBoolean(node.dedicated()));
        column("slots", nodes, node -> out.writeNumber(node.slots()));
        column("gone", nodes, node -> time(node.gone()));
        column("states", nodes, this::states);
        out.writeEndObject();
    }

    /** Moments, each with its state behind it. */
    private void states(AccountHistory.NodeTrack node) throws IOException {
        out.writeStartArray();
        for (AccountHistory.NodeSpan span : node.states()) {
            time(span.since());
            word(span.state());
        }
        out.writeEndArray();
    }

    private void runs(List<AccountHistory.Run> runs) throws IOException {
        out.writeObjectFieldStart("runs");
        column("node", runs, run -> word(run.nodeId()));
        column("slot", runs, run -> out.writeNumber(run.slot()));
        column("slots", runs, run -> out.writeNumber(run.slots()));
        column("job", runs, run -> word(run.jobId()));
        column("task", runs, run -> out.writeString(run.taskId()));
        column("placed", runs, run -> time(run.placed()));
        column("started", runs, run -> time(run.started()));
        column("ended", runs, run -> time(run.ended()));
        column("ending", runs, run -> word(run.ending().name().toLowerCase(Locale.ROOT)));
        column("exitCode", runs, run -> whole(run.exitCode()));
        column("failure", runs, run -> word(run.failure()));
        // Few have any, so they are named by their places.
        out.writeObjectFieldStart("retries");
        for (int place = 0; place < runs.size(); place++) {
            if (!runs.get(place).retries().isEmpty()) {
                column(String.valueOf(place), runs.get(place).retries(), this::retry);
            }
        }
        out.writeEndObject();
        out.writeEndObject();
    }

    private void retry(AccountHistory.Retry retry) throws IOException {
        out.writeStartArray();
        time(retry.at());
        whole(retry.exitCode());
        out.writeEndArray();
    }

    private <T> void column(String name, Collection<T> of, Writer<T> value) throws IOException {
        out.writeArrayFieldStart(name);
        for (T each : of) {
            value.write(each);
        }
        out.writeEndArray();
    }

    private void texts(String name, Collection<String> values) throws IOException {
        column(name, values, out::writeString);
    }

    private void word(@Nullable String value) throws IOException {
        if (value == null) {
            out.writeNull();
            return;
        }
        Integer known = words.putIfAbsent(value, words.size());
        out.writeNumber(known == null ? words.size() - 1 : known);
    }

    private void time(String name, long micros) throws IOException {
        out.writeFieldName(name);
        time(micros);
    }

    private void time(long micros) throws IOException {
        if (micros == AccountHistory.OPEN) {
            out.writeNull();
        } else if (micros % MICROS_OF_A_MILLI == 0) {
            out.writeNumber(micros / MICROS_OF_A_MILLI);
        } else {
            out.writeNumber(micros / (double) MICROS_OF_A_MILLI);
        }
    }

    private void whole(@Nullable Integer value) throws IOException {
        if (value == null) {
            out.writeNull();
        } else {
            out.writeNumber(value);
        }
    }
}
