package io.github.batchbench.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.batchbench.fake.protocol.Content;
import io.github.batchbench.fake.protocol.Headers;
import io.github.batchbench.fake.protocol.Response;
import java.util.Locale;

/** Whether a fake serves, for those who only want to know that. Asks nobody, and waits for nothing. Thread-safe. */
final class Health {
    /** How far a fake has come. */
    enum Stage {
        /** It does not serve everything yet. */
        STARTING,
        /** It serves. */
        READY,
        /** It is about to be gone. */
        ENDING
    }

    private static final ObjectMapper JSON = new ObjectMapper();

    private final FakeAzure azure;
    private volatile Stage stage = Stage.STARTING;

    Health(FakeAzure azure) {
        this.azure = azure;
    }

    void stage(Stage reached) {
        stage = reached;
    }

    /** 200 while it serves, or else 503. */
    Response answer() {
        Stage now = stage;
        ObjectNode body = JSON.createObjectNode().put("status", now.name().toLowerCase(Locale.ROOT));
        body.put("version", version());
        if (now == Stage.READY) {
            ArrayNode accounts = body.putArray("accounts");
            azure.accounts().keySet().forEach(accounts::add);
            ArrayNode stores = body.putArray("storageAccounts");
            azure.storageAccounts().forEach(stores::add);
            body.put("containerEngine", azure.containers().describe());
        }
        return new Response(
                now == Stage.READY ? 200 : 503,
                Headers.NONE.with("Content-Type", "application/json;charset=utf-8"),
                Content.of(text(body)));
    }

    private static String text(ObjectNode body) {
        try {
            return JSON.writeValueAsString(body) + "\n";
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String version() {
        String version = FakeAzure.class.getPackage().getImplementationVersion();
        return version == null ? "(unpackaged)" : version;
    }
}
