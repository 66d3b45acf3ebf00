package io.github.batchbench.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;

/** What a browser sends to the portal, header by header. */
final class PortalClient {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final FakeAzure azure;
    private final HttpClient http = HttpClient.newHttpClient();

    PortalClient(FakeAzure azure) {
        this.azure = azure;
    }

    /** The cookie that the token is worth, as a browser sends it back. */
    String cookie() throws Exception {
        HttpResponse<String> answer = send(HttpRequest.newBuilder(azure.portal()));
        return answer.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
    }

    HttpRequest.Builder at(String path) {
        return HttpRequest.newBuilder(URI.create(azure.batchEndpoint() + "/__batchbench/portal/" + path));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    /** As the page itself asks. */
    HttpRequest.Builder own(String path) throws Exception {
        return at(path).header("Cookie", cookie())
                .header("Sec-Fetch-Site", "same-origin")
                .header("Origin", azure.batchEndpoint().toString())
                .header("X-Batchbench-Portal", "1");
    }

    HttpResponse<String> post(String path, String json) throws Exception {
        return send(own(path)
                .header("Content-Type", "application/json; odata=minimalmetadata")
                .POST(BodyPublishers.ofString(json)));
    }

    JsonNode view(String path) throws Exception {
        HttpResponse<String> answer = send(own("api/view/" + path));
        if (answer.statusCode() != 200) {
            throw new AssertionError(answer.statusCode() + " " + answer.body());
        }
        return JSON.readTree(answer.body());
    }

    /** The lines of the events, as they come; closing the stream ends it. */
    HttpResponse<java.util.stream.Stream<String>> events() throws Exception {
        return http.send(own("api/events").build(), BodyHandlers.ofLines());
    }

    static List<String> texts(JsonNode list) {
        return JSON.convertValue(list, JSON.getTypeFactory().constructCollectionType(List.class, String.class));
    }
}
