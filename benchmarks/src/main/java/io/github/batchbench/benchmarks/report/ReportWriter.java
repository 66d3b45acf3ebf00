package io.github.batchbench.benchmarks.report;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Writes this project's report: JMH's own results, with the environment and the ruler around them. */
public final class ReportWriter {
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private ReportWriter() {}

    /**
     * Writes a file that {@link ReportReader} reads and {@code report.schema.json} describes.
     *
     * @param environment of the run
     * @param rulerStart JMH's results of the ruler before the run
     * @param results JMH's results of the run
     * @param rulerEnd JMH's results of the ruler after it
     */
    public static void write(
            Path file, Map<Fact, String> environment, ArrayNode rulerStart, ArrayNode results, ArrayNode rulerEnd)
            throws IOException {
        ObjectNode report = MAPPER.createObjectNode().put(ReportReader.MARK, 1);
        ObjectNode facts = report.putObject("environment");
        new TreeMap<>(environment).forEach((fact, value) -> facts.put(fact.id(), value));
        ObjectNode ruler = report.putObject("ruler");
        ruler.set("start", rulerStart);
        ruler.set("end", rulerEnd);
        report.set("results", results);
        Files.writeString(file, MAPPER.writeValueAsString(report) + "\n");
    }
}
