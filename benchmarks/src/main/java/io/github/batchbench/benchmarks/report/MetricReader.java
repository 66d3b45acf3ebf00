package io.github.batchbench.benchmarks.report;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads one metric: {@code rawData[fork][iteration]}, or {@code rawDataHistogram[fork][iteration][value, count]}. */
final class MetricReader {
    /** Some 320 MB of heap; a report of 200 MB has some five million. */
    private static final int MOST_VALUES = 20_000_000;

    private int valuesRead;
    private int notFinite;

    RowDraft.Metric read(JsonParser json) throws IOException {
        RowReader.expect(json, JsonToken.START_OBJECT, "a metric");
        String unit = "";
        List<Fork> forks = List.of();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String field = json.currentName();
            json.nextToken();
            switch (field) {
                case "scoreUnit" -> unit = unit(json);
                case "rawData" -> forks = forks(json, false);
                case "rawDataHistogram" -> forks = forks(json, true);
                default -> json.skipChildren();
            }
        }
        return new RowDraft.Metric(unit, forks);
    }

    private static String unit(JsonParser json) throws IOException {
        if (!json.currentToken().isScalarValue()) {
            throw new ReportException("line %d: scoreUnit is not what JMH writes there"
                    .formatted(json.currentTokenLocation().getLineNr()));
        }
        return Text.of(json);
    }

    List<String> notes() {
        return notFinite == 0
                ? List.of()
                : List.of(notFinite + " measured values were not finite numbers and were left out");
    }

    private List<Fork> forks(JsonParser json, boolean histogram) throws IOException {
        List<Fork> forks = new ArrayList<>();
        RowReader.expect(json, JsonToken.START_ARRAY, "raw data");
        while (json.nextToken() != JsonToken.END_ARRAY) {
            RowReader.expect(json, JsonToken.START_ARRAY, "a fork's raw data");
            Values values = new Values();
            while (json.nextToken() != JsonToken.END_ARRAY) {
                if (histogram) {
                    addHistogram(json, values);
                } else {
                    values.add(number(json), 1);
                }
                countValue();
            }
            values.fork(forks);
        }
        return forks;
    }

    /** The iteration's mean and how many samples it stands for. */
    private void addHistogram(JsonParser json, Values values) throws IOException {
        RowReader.expect(json, JsonToken.START_ARRAY, "a histogram");
        double sum = 0;
        double count = 0;
        while (json.nextToken() != JsonToken.END_ARRAY) {
            RowReader.expect(json, JsonToken.START_ARRAY, "a histogram's pair");
            json.nextToken();
            double value = number(json);
            json.nextToken();
            double times = number(json);
            if (json.nextToken() != JsonToken.END_ARRAY) {
                throw new ReportException("a histogram has pairs of value and count, and nothing else");
            }
            sum += value * times;
            count += times;
        }
        if (count > 0) {
            values.add(sum / count, count);
        }
    }

    /** JMH writes what is not finite as text: "NaN", "+INF", "-INF". */
    private static double number(JsonParser json) throws IOException {
        if (json.currentToken().isNumeric()) {
            return json.getDoubleValue();
        }
        if (json.currentToken() == JsonToken.VALUE_STRING || json.currentToken() == JsonToken.VALUE_NULL) {
            return Double.NaN;
        }
        throw new ReportException("line %d: raw data are not numbers"
                .formatted(json.currentTokenLocation().getLineNr()));
    }

    private void countValue() {
        if (++valuesRead > MOST_VALUES) {
            throw new ReportException("more than " + MOST_VALUES
                    + " measured values: too large to compare in one go; run with fewer iterations or split the file");
        }
    }

    private final class Values {
        private double[] values = new double[8];
        private double[] weights = new double[8];
        private int size;

        void add(double value, double weight) {
            if (!Double.isFinite(value) || !Double.isFinite(weight)) {
                notFinite++;
                return;
            }
            if (size == values.length) {
                values = Arrays.copyOf(values, size * 2);
                weights = Arrays.copyOf(weights, size * 2);
            }
            values[size] = value;
            weights[size++] = weight;
        }

        void fork(List<Fork> forks) {
            if (size > 0) {
                forks.add(new Fork(Arrays.copyOf(values, size), Arrays.copyOf(weights, size)));
            }
        }
    }
}
