package io.github.batchbench.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.batchbench.redaction.Redaction;

/** JSON without the secrets in its texts. */
public final class RedactedJson {
    private RedactedJson() {}

    /** A copy of it whose texts have no secrets. */
    public static JsonNode of(JsonNode json, Redaction redaction) {
        if (json.isTextual()) {
            return TextNode.valueOf(redaction.apply(json.asText()));
        }
        if (json instanceof ObjectNode object) {
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            object.properties().forEach(each -> copy.set(each.getKey(), of(each.getValue(), redaction)));
            return copy;
        }
        if (json instanceof ArrayNode array) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode(array.size());
            array.forEach(each -> copy.add(of(each, redaction)));
            return copy;
        }
        return json;
    }
}
