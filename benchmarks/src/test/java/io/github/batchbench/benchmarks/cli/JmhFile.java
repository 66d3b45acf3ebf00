package io.github.batchbench.benchmarks.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** Writes files in the shape of JMH's JSON. */
final class JmhFile {
    private static final JsonMapper JSON = new JsonMapper();

    private final ArrayNode results = JSON.createArrayNode();
    private long run;

    /** The results that follow have numbers of their own. */
    JmhFile run(long number) {
        run = number * 1_000_003;
        return this;
    }

    /** A result whose forks scatter by some per cent, and its iterations too. */
    JmhFile result(String benchmark, String mode, String unit, double score, int forks, double scatter) {
        ObjectNode result = plain(benchmark, mode);
        result.set("primaryMetric", metric(unit, score, forks, scatter, seed(benchmark + mode) + run));
        return this;
    }

    /** As {@link #result}, but the first seeds of its numbers differ, as in another run. */
    JmhFile otherRun(String benchmark, String mode, String unit, double score, int forks, double scatter) {
        ObjectNode result = plain(benchmark, mode);
        result.set("primaryMetric", metric(unit, score, forks, scatter, seed(benchmark + mode) + 1));
        return this;
    }

    /** Adds to the last result. */
    JmhFile param(String name, String value) {
        last().withObject("/params").put(name, value);
        return this;
    }

    /** Adds to the last result. */
    JmhFile secondary(String name, String unit, double score, int forks, double scatter) {
        last().withObject("/secondaryMetrics").set(name, metric(unit, score, forks, scatter, seed(name)));
        return this;
    }

    /** Changes a field of the last result. */
    JmhFile set(String field, String value) {
        last().put(field, value);
        return this;
    }

    Path writeTo(Path file) throws IOException {
        return Files.writeString(file, json());
    }

    String json() {
        return results.toPrettyString();
    }

    private ObjectNode last() {
        return (ObjectNode) results.get(results.size() - 1);
    }

    private ObjectNode plain(String benchmark, String mode) {
        return results.addObject()
                .put("jmhVersion", "1.37")
                .put("benchmark", benchmark)
                .put("mode", mode)
                .put("threads", 1)
                .put("jdkVersion", "17.0.15")
                .put("vmName", "OpenJDK 64-Bit Server VM")
                .put("measurementBatchSize", 1);
    }

    private static ObjectNode metric(String unit, double score, int forks, double scatter, long seed) {
        Random random = new Random(seed);
        ObjectNode metric = JSON.createObjectNode().put("score", score).put("scoreError", "NaN");
        metric.put("scoreUnit", unit);
        ArrayNode raw = metric.putArray("rawData");
        for (int fork = 0; fork < forks; fork++) {
            double level = score * Math.exp(scatter * random.nextGaussian());
            ArrayNode iterations = raw.addArray();
            for (int i = 0; i < 5; i++) {
                iterations.add(level * Math.exp(scatter * random.nextGaussian()));
            }
        }
        return metric;
    }

    private static long seed(String text) {
        return text.hashCode();
    }
}
