package io.github.batchbench.benchmarks.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Joins JMH's results of several runs of one fork each into those of one run of several forks. The scores are
 * recomputed as JMH does, as means over all iterations; its errors, confidences and percentiles are left out, since
 * they would treat the iterations of all forks as one sample.
 */
public final class ForkMerge {
    private static final List<String> IDENTITY =
            List.of("benchmark", "mode", "params", "threads", "measurementBatchSize");
    private static final List<String> RAW = List.of("rawData", "rawDataHistogram");
    private static final List<String> STALE = List.of("scoreError", "scoreConfidence", "scorePercentiles");

    private ForkMerge() {}

    /** Joins the runs, in order; a benchmark that only some of them have keeps the forks it has. */
    public static ArrayNode merge(List<ArrayNode> runs) {
        Map<List<JsonNode>, ObjectNode> merged = new LinkedHashMap<>();
        for (ArrayNode run : runs) {
            for (JsonNode result : run) {
                List<JsonNode> identity = IDENTITY.stream().map(result::path).toList();
                ObjectNode known = merged.get(identity);
                if (known == null) {
                    merged.put(identity, result.deepCopy());
                } else {
                    add(known, result);
                }
            }
        }
        ArrayNode results = JsonNodeFactory.instance.arrayNode();
        merged.values().forEach(results::add);
        return results;
    }

    private static void add(ObjectNode known, JsonNode result) {
        known.put("forks", known.path("forks").asInt() + result.path("forks").asInt());
        addMetric(known.path("primaryMetric"), result.path("primaryMetric"));
        JsonNode secondary = known.path("secondaryMetrics");
        result.path("secondaryMetrics")
                .properties()
                .forEach(metric -> addMetric(secondary.path(metric.getKey()), metric.getValue()));
    }

    private static void addMetric(JsonNode known, JsonNode other) {
        if (!(known instanceof ObjectNode metric)) {
            return;
        }
        metric.remove(STALE);
        for (String raw : RAW) {
            if (metric.get(raw) instanceof ArrayNode forks && other.get(raw) instanceof ArrayNode more) {
                forks.addAll(more);
                metric.put("score", mean(forks));
            }
        }
    }

    /** Over all numbers, or over all pairs of value and count. */
    private static double mean(ArrayNode forks) {
        double sum = 0;
        double count = 0;
        for (JsonNode fork : forks) {
            for (JsonNode iteration : fork) {
                for (JsonNode pair : iteration) {
                    sum += pair.path(0).asDouble() * pair.path(1).asDouble();
                    count += pair.path(1).asDouble();
                }
                if (iteration.isValueNode()) {
                    sum += iteration.asDouble();
                    count++;
                }
            }
        }
        return sum / count;
    }
}
