package io.github.batchbench.azure.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.microsoft.azure.batch.BatchClient;
import io.github.batchbench.azure.AzureAccount;
import io.github.batchbench.azure.LocalService.Answer;
import io.github.batchbench.azure.http.BatchTransport.Message;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A Batch account by its REST API, which every SDK speaks and none is needed for. What is refused is a {@link
 * RefusedException}. Thread-safe.
 */
public final class BatchRest implements AutoCloseable {
    /** How bodies are read and written. */
    public static final ObjectMapper JSON = new ObjectMapper();

    private static final String VERSION = "2025-06-01";
    private static final String JSON_TYPE = "application/json; odata=minimalmetadata";
    private static final int NOT_FOUND = 404;

    private final BatchTransport transport;
    private final String endpoint;
    private final ServiceClock clock = new ServiceClock();

    /** The account by the JDK's own client. */
    public static BatchRest of(AzureAccount account) {
        return new BatchRest(new JdkTransport(account));
    }

    /** An account by somebody's own client, which is closed with this. */
    public static BatchRest of(BatchClient client) {
        return new BatchRest(new SdkTransport(client));
    }

    private BatchRest(BatchTransport transport) {
        this.transport = transport;
        this.endpoint = transport.endpoint().toString().replaceFirst("/+$", "");
    }

    /** The time of the service's latest answer; nothing before the first. */
    public Optional<Instant> serviceTime() {
        return clock.latest();
    }

    /** The names between the slashes of a path, each of which may hold anything. */
    public static String path(String... names) {
        return Stream.of(names).map(BatchRest::encoded).collect(Collectors.joining("/", "/", ""));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** One thing; of its properties only those that are named, or all if none is. */
    public JsonNode get(String path, String... properties) throws IOException, InterruptedException {
        return json(call("GET", uri(path, select(properties)), null));
    }

    /** All of a list, by as many requests as it has pages; of their properties only those that are named. */
    public List<JsonNode> list(String path, String... properties) throws IOException, InterruptedException {
        return list(path, select(properties));
    }

    /** Those of a list that the filter finds; of their properties only those that are named, or all if none is. */
    public List<JsonNode> found(String path, String filter, String... properties)
            throws IOException, InterruptedException {
        Map<String, String> query = select(properties);
        query.put("$filter", filter);
        return list(path, query);
    }

    private List<JsonNode> list(String path, Map<String, String> query) throws IOException, InterruptedException {
        List<JsonNode> all = new ArrayList<>();
        URI next = uri(path, query);
        while (next != null) {
            JsonNode page = json(call("GET", next, null));
            page.path("value").forEach(all::add);
            String link = page.path("odata.nextLink").asText();
            next = link.isEmpty() ? null : samePlace(URI.create(link));
        }
        return all;
    }

    /** All files below a task's folder. */
    public List<JsonNode> filesOfTask(String jobId, String taskId) throws IOException, InterruptedException {
        return list(path("jobs", jobId, "tasks", taskId, "files"), new LinkedHashMap<>(Map.of("recursive", "true")));
    }

    /** Whether there is such a thing. */
    public boolean exists(String path) throws IOException, InterruptedException {
        Answer answer = send("HEAD", uri(path, Map.of()), null, Map.of());
        if (answer.status() == NOT_FOUND) {
            return false;
        }
        succeeded(answer);
        return true;
    }

    /** How many bytes a file has. */
    public long length(String path) throws IOException, InterruptedException {
        Answer answer = succeeded(send("HEAD", uri(path, Map.of()), null, Map.of()));
        return answer.header("Content-Length").map(Long::parseLong).orElse(0L);
    }

    /** A file's bytes, or those of a range such as {@code bytes=0-99}. */
    public byte[] bytes(String path, @Nullable String range) throws IOException, InterruptedException {
        Map<String, String> headers = range == null ? Map.of() : Map.of("ocp-range", range);
        return succeeded(send("GET", uri(path, Map.of()), null, headers)).body();
    }

    /** Has something done; what is sent may be nothing. */
    public JsonNode call(String method, String path, @Nullable JsonNode body) throws IOException, InterruptedException {
        return json(call(method, uri(path, Map.of()), body));
    }

    private Answer call(String method, URI uri, @Nullable JsonNode body) throws IOException, InterruptedException {
        return succeeded(send(method, uri, body, Map.of()));
    }

    private Answer send(String method, URI uri, @Nullable JsonNode body, Map<String, String> more)
            throws IOException, InterruptedException {
        Map<String, String> headers = new LinkedHashMap<>(more);
        headers.put("Accept", "application/json");
        headers.put("ocp-date", ServiceClock.header(Instant.now()));
        if (body != null) {
            headers.put("Content-Type", JSON_TYPE);
        }
        byte[] bytes = body == null ? new byte[0] : JSON.writeValueAsBytes(body);
        Answer answer = transport.send(new Message(method, uri, headers, bytes));
        answer.header("Date").ifPresent(clock::note);
        return answer;
    }

    private static Answer succeeded(Answer answer) {
        if (answer.status() / 100 != 2) {
            throw new RefusedException(Failure.ofAnswer(answer));
        }
        return answer;
    }

    private static JsonNode json(Answer answer) throws JsonProcessingException, IOException {
        return answer.body().length == 0 ? MissingNode.getInstance() : JSON.readTree(answer.body());
    }

    private static Map<String, String> select(String... properties) {
        Map<String, String> query = new LinkedHashMap<>();
        if (properties.length > 0) {
            query.put("$select", String.join(",", properties));
        }
        return query;
    }

    private URI uri(String path, Map<String, String> query) {
        StringBuilder text = new StringBuilder(endpoint).append(path).append("?api-version=" + VERSION);
        query.forEach((name, value) ->
                text.append('&').append(encoded(name)).append('=').append(encoded(value)));
        return URI.create(text.toString());
    }

    /** A link goes to where the account is, whoever wrote it. */
    private URI samePlace(URI link) {
        return transport.endpoint().resolve(link.getRawPath() + "?" + link.getRawQuery());
    }

    @Override
    public void close() {
        transport.close();
    }
}
