package io.github.batchbench.fake.protocol.batch.facts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;

/**
 * Reads the swagger of the Batch service and writes two lists of facts, which the fake checks requests against: the
 * operations and the types of their bodies. The swagger itself, with its documentation, stays out of the repository.
 *
 * <pre>java … SpecFacts BatchService-2024-07-01.20.0.json harness/src/main/resources/io/github/batchbench/fake/protocol/batch
 * </pre>
 */
final class SpecFacts {
    private static final Set<String> EVERYWHERE =
            Set.of("client-request-id", "return-client-request-id", "ocp-date", "api-version", "timeout");

    private final JsonNode swagger;

    private SpecFacts(JsonNode swagger) {
        this.swagger = swagger;
    }

    public static void main(String[] arguments) throws IOException {
        SpecFacts facts =
                new SpecFacts(new ObjectMapper().readTree(Path.of(arguments[0]).toFile()));
        String source = "# Written by SpecFacts from " + Path.of(arguments[0]).getFileName() + "; do not edit.\n";
        Path directory = Files.createDirectories(Path.of(arguments[1]));
        Files.writeString(directory.resolve("operations.txt"), source + facts.operations());
        Files.writeString(directory.resolve("types.txt"), source + facts.types());
    }

    private String operations() {
        StringBuilder text =
                new StringBuilder("# operation method path successes [parameter…] [body=TYPE[!]] [result=TYPE]\n");
        for (Map.Entry<String, JsonNode> path : swagger.get("paths").properties()) {
            for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
                text.append(operation(path.getKey(), method.getKey(), method.getValue()))
                        .append('\n');
            }
        }
        return text.toString();
    }

    private String operation(String path, String method, JsonNode operation) {
        StringJoiner line = new StringJoiner(" ");
        line.add(operation.get("operationId").asText())
                .add(method.toUpperCase(Locale.ROOT))
                .add(path);
        List<String> successes = new ArrayList<>();
        operation.get("responses").properties().forEach(answer -> {
            if (answer.getKey().startsWith("2")) {
                successes.add(answer.getKey());
            }
        });
        line.add(String.join(",", successes));
        for (JsonNode reference : operation.get("parameters")) {
            parameter(resolve(reference), line);
        }
        String result = reference(operation.at("/responses/" + successes.get(0) + "/schema"));
        if (!result.isEmpty()) {
            line.add("result=" + result);
        }
        return line.toString();
    }

    private static void parameter(JsonNode parameter, StringJoiner line) {
        String name = parameter.get("name").asText();
        switch (parameter.get("in").asText()) {
            case "body" ->
                line.add("body=" + reference(parameter.get("schema"))
                        + (parameter.path("required").asBoolean() ? "!" : ""));
            case "query", "header" -> {
                if (!EVERYWHERE.contains(name)) {
                    line.add(name
                            + (name.startsWith("$") ? "" : ":" + scalar(parameter))
                            + (range(parameter).isEmpty()
                                    ? ""
                                    : "=" + range(parameter).strip()));
                }
            }
            default -> {}
        }
    }

    private String types() {
        StringBuilder text = new StringBuilder("""
                # TYPE, then its properties: name[!] type [MIN..MAX] [readonly] [secret]
                # a type is a scalar, {VALUE|VALUE…}, [ITEM], [ITEM]MAXITEMS, map or another TYPE
                """);
        for (Map.Entry<String, JsonNode> type : swagger.get("definitions").properties()) {
            if (type.getValue().has("enum")) {
                continue;
            }
            text.append(type.getKey()).append('\n');
            Set<String> required = new LinkedHashSet<>();
            type.getValue().path("required").forEach(name -> required.add(name.asText()));
            type.getValue()
                    .path("properties")
                    .properties()
                    .forEach(property -> text.append("  ")
                            .append(property.getKey())
                            .append(required.contains(property.getKey()) ? "! " : " ")
                            .append(type(property.getValue()))
                            .append(range(property.getValue()))
                            .append(property.getValue().path("readOnly").asBoolean() ? " readonly" : "")
                            .append(property.getValue().path("x-ms-secret").asBoolean() ? " secret" : "")
                            .append('\n'));
        }
        return text.toString();
    }

    private String type(JsonNode property) {
        if (property.has("$ref")) {
            JsonNode target = swagger.at(property.get("$ref").asText().substring(1));
            return target.has("enum") ? values(target) : reference(property);
        }
        if (property.path("type").asText().equals("array")) {
            return "[" + type(property.get("items")) + "]"
                    + (property.has("maxItems") ? property.get("maxItems").asText() : "");
        }
        if (property.has("additionalProperties")) {
            return "map";
        }
        return property.has("enum") ? values(property) : scalar(property);
    }

    private static String values(JsonNode property) {
        StringJoiner values = new StringJoiner("|", "{", "}");
        property.get("enum").forEach(value -> values.add(value.asText()));
        return values.toString();
    }

    private static String scalar(JsonNode property) {
        String format = property.path("format").asText();
        return switch (format) {
            case "duration", "date-time", "int64", "date-time-rfc1123", "uuid" -> format;
            default -> property.path("type").asText();
        };
    }

    private static String range(JsonNode property) {
        return property.has("minimum") || property.has("maximum")
                ? " " + property.path("minimum").asText() + ".."
                        + property.path("maximum").asText()
                : "";
    }

    private JsonNode resolve(JsonNode node) {
        return node.has("$ref") ? swagger.at(node.get("$ref").asText().substring(1)) : node;
    }

    private static String reference(JsonNode node) {
        String target = node.path("$ref").asText();
        return target.substring(target.lastIndexOf('/') + 1);
    }
}
