package io.github.batchbench.benchmarks.report;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads JMH's list of results from a stream. One reader serves one file, whose size it bounds. */
final class RowReader {
    private static final int MOST_ROWS = 200_000;

    private final MetricReader metricReader = new MetricReader();
    private int rowsRead;

    /** Reads the list under the cursor. */
    void readAll(JsonParser json, List<Row> into) throws IOException {
        expect(json, JsonToken.START_ARRAY, "results");
        while (json.nextToken() != JsonToken.END_ARRAY) {
            expect(json, JsonToken.START_OBJECT, "a result");
            readOne(json).rows().forEach(into::add);
        }
    }

    List<String> notes() {
        return metricReader.notes();
    }

    private RowDraft readOne(JsonParser json) throws IOException {
        RowDraft draft = new RowDraft(++rowsRead);
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String field = json.currentName();
            json.nextToken();
            switch (field) {
                case "params" -> draft.params().putAll(texts(json));
                case "jvmArgs" -> draft.put(field, String.join(" ", list(json)));
                case "primaryMetric" -> draft.metrics().put("", metricReader.read(json));
                case "secondaryMetrics" -> readSecondary(json, draft);
                default -> readSetting(json, field, draft);
            }
        }
        if (rowsRead > MOST_ROWS) {
            throw new ReportException("more than " + MOST_ROWS + " results; compare fewer at a time");
        }
        return draft;
    }

    private static void readSetting(JsonParser json, String field, RowDraft draft) throws IOException {
        if (json.currentToken().isScalarValue()) {
            draft.put(field, Text.of(json));
        } else {
            json.skipChildren();
        }
    }

    private void readSecondary(JsonParser json, RowDraft draft) throws IOException {
        expect(json, JsonToken.START_OBJECT, "secondaryMetrics");
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            json.nextToken();
            draft.metrics().put(plain(name), metricReader.read(json));
        }
    }

    /** JMH has marked the metrics of its profilers with a middle dot, later with a plus sign, now with nothing. */
    private static String plain(String name) {
        return name.startsWith("·") || name.startsWith("+") ? name.substring(1) : name;
    }

    private static Map<String, String> texts(JsonParser json) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        if (json.currentToken() == JsonToken.VALUE_NULL) {
            return texts;
        }
        expect(json, JsonToken.START_OBJECT, "params");
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            json.nextToken();
            texts.put(name, Text.of(json));
            json.skipChildren();
        }
        return texts;
    }

    private static List<String> list(JsonParser json) throws IOException {
        List<String> texts = new ArrayList<>();
        if (json.currentToken() != JsonToken.START_ARRAY) {
            return texts;
        }
        while (json.nextToken() != JsonToken.END_ARRAY) {
            texts.add(Text.of(json));
            json.skipChildren();
        }
        return texts;
    }

    static void expect(JsonParser json, JsonToken token, String what) throws IOException {
        if (json.currentToken() != token) {
            throw new ReportException("line %d: %s is not what JMH writes there (%s)"
                    .formatted(json.currentTokenLocation().getLineNr(), what, Text.oneLine(Text.of(json), 40)));
        }
    }
}
