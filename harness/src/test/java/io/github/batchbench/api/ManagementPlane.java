package io.github.batchbench.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/** A client of Azure Resource Manager that hides nothing: paths, statuses, headers and bodies. */
final class ManagementPlane {
    static final String VERSION = "2024-07-01";

    private final FakeAzure azure;
    private final HttpClient http;
    private final String token;

    ManagementPlane(FakeAzure azure) {
        this(azure, azure.management().token());
    }

    ManagementPlane(FakeAzure azure, String token) {
        this.azure = azure;
        this.token = token;
        HttpClient.Builder builder = HttpClient.newBuilder();
        azure.trust().ifPresent(trust -> builder.sslContext(trust.context()));
        this.http = builder.build();
    }

    /** An answer. */
    record Answer(HttpResponse<String> raw) {
        int status() {
            return raw.statusCode();
        }

        JsonNode json() {
            try {
                return new ObjectMapper().readTree(raw.body());
            } catch (IOException e) {
                throw new IllegalStateException(raw.body(), e);
            }
        }

        /** The code of a refusal. */
        String code() {
            return json().path("error").path("code").asText();
        }

        String header(String name) {
            return raw.headers().firstValue(name).orElse("");
        }
    }

    /** The path of the subscription, or below it. */
    String subscription(String path) {
        return "/subscriptions/" + azure.management().subscriptionId() + path;
    }

    /** The path of the resource group that is there from the start, or below it. */
    String group(String path) {
        return subscription("/resourceGroups/" + azure.management().resourceGroup() + path);
    }

    /** The path of a Batch account in that group, or below it. */
    String account(String name, String path) {
        return group("/providers/Microsoft.Batch/batchAccounts/" + name + path);
    }

    Answer get(String path) {
        return send("GET", path, null);
    }

    Answer put(String path, String body) {
        return send("PUT", path, body);
    }

    Answer patch(String path, String body) {
        return send("PATCH", path, body);
    }

    Answer post(String path, String body) {
        return send("POST", path, body);
    }

    Answer delete(String path) {
        return send("DELETE", path, null);
    }

    /** Sends it with the version; a path with a query is taken as it is. */
    Answer send(String method, String path, @Nullable String body, String... headers) {
        String query = path.contains("?") ? "" : "?api-version=" + VERSION;
        URI uri = path.startsWith("http")
                ? URI.create(path)
                : URI.create(azure.management().endpoint() + path + query);
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return new Answer(http.send(request.build(), HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
