package io.github.batchbench.azure.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import io.github.batchbench.azure.AzureAccount;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A Batch endpoint that adds tasks as a test tells it to, and otherwise knows only what a test stubs. */
public final class BatchStub implements AutoCloseable {
    private static final String ADD = "/jobs/[^/]+/addtaskcollection";

    private final AddTasks addTasks = new AddTasks();
    private final WireMockServer server = new WireMockServer(WireMockConfiguration.options()
            .dynamicPort()
            .bindAddress("127.0.0.1")
            .extensions(addTasks));

    public BatchStub() {
        server.start();
        server.stubFor(WireMock.post(WireMock.urlPathMatching(ADD))
                .willReturn(WireMock.aResponse().withTransformers(AddTasks.NAME)));
    }

    public AzureAccount account() {
        URI endpoint = URI.create("http://127.0.0.1:" + server.port());
        return new AzureAccount(endpoint, "acct", "a2V5", endpoint.resolve("/store"), "store", "a2V5");
    }

    public WireMockServer wireMock() {
        return server;
    }

    /** The ids of the tasks in each request so far, in order. */
    public List<List<String>> added() {
        return List.copyOf(addTasks.requests);
    }

    /** How the next request to add tasks is answered, from their ids; after the last of these all tasks are added. */
    public BatchStub next(Function<List<String>, ResponseDefinitionBuilder> answer) {
        addTasks.answers.addLast(answer);
        return this;
    }

    public BatchStub always(Function<List<String>, ResponseDefinitionBuilder> answer) {
        addTasks.otherwise = answer;
        return this;
    }

    public static ResponseDefinitionBuilder allAdded(List<String> ids) {
        return answer(ids, BatchStub::added);
    }

    public static ResponseDefinitionBuilder answer(List<String> ids, Function<String, String> item) {
        String items = ids.stream().map(item).collect(Collectors.joining(","));
        return WireMock.okJson("{\"value\":[" + items + "]}");
    }

    public static String added(String id) {
        return "{\"taskId\":\"%s\",\"status\":\"Success\"}".formatted(id);
    }

    public static String refused(String id, String status, String code) {
        return "{\"taskId\":\"%s\",\"status\":\"%s\",\"error\":{\"code\":\"%s\",\"message\":{\"value\":\"No.\\nRequestId:1\"}}}"
                .formatted(id, status, code);
    }

    public static ResponseDefinitionBuilder error(int status, String code) {
        return WireMock.jsonResponse(
                "{\"code\":\"%s\",\"message\":{\"lang\":\"en-US\",\"value\":\"Not now.\\nRequestId:1\"}}"
                        .formatted(code),
                status);
    }

    @Override
    public void close() {
        server.stop();
    }

    private static final class AddTasks implements ResponseDefinitionTransformerV2 {
        static final String NAME = "add-tasks";

        final List<List<String>> requests = new ArrayList<>();
        final Deque<Function<List<String>, ResponseDefinitionBuilder>> answers = new ArrayDeque<>();
        Function<List<String>, ResponseDefinitionBuilder> otherwise = BatchStub::allAdded;

        @Override
        public synchronized ResponseDefinition transform(ServeEvent event) {
            List<String> ids = new ArrayList<>();
            try {
                JsonNode body = new ObjectMapper().readTree(event.getRequest().getBody());
                body.get("value").forEach(task -> ids.add(task.get("id").asText()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            requests.add(ids);
            return (answers.isEmpty() ? otherwise : answers.removeFirst())
                    .apply(ids)
                    .build();
        }

        @Override
        public String getName() {
            return NAME;
        }

        @Override
        public boolean applyGlobally() {
            return false;
        }
    }
}
