package io.github.batchbench.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.batchbench.azure.AzureAccount;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** {@code batchbench serve} as a process of its own, which stands in for Azure. */
final class Served implements AutoCloseable {
    private final Jar jar;
    private final JsonNode ready;

    private Served(Jar jar, JsonNode ready) {
        this.jar = jar;
        this.ready = ready;
    }

    static Served start(Path folder, String... options) throws IOException {
        return start(folder, Map.of(), options);
    }

    /** With these settings in its environment. */
    static Served start(Path folder, Map<String, String> environment, String... options) throws IOException {
        List<String> args = new ArrayList<>(List.of("serve"));
        args.addAll(List.of(options));
        Path temporary = Files.createDirectories(temporary(folder));
        Jar jar = Jar.start(folder, temporary, environment, args.toArray(String[]::new));
        return new Served(jar, new ObjectMapper().readTree(jar.line()));
    }

    /** On a disk of its own; see {@link Jar#startOn}. */
    static Served startOn(Path folder, String disk) throws IOException {
        Jar jar = Jar.startOn(folder, disk, "serve");
        return new Served(jar, new ObjectMapper().readTree(jar.line()));
    }

    /** Where it keeps its files. */
    static Path temporary(Path folder) {
        return folder.resolve("serve-tmp");
    }

    /** The process. */
    Jar jar() {
        return jar;
    }

    AzureAccount account() {
        return new AzureAccount(
                URI.create(text("batchEndpoint")),
                text("account"),
                text("key"),
                URI.create(text("blobEndpoint")),
                text("storageAccount"),
                text("storageKey"));
    }

    /** The settings that name the account, without its keys. */
    Map<String, String> settingsWithoutKeys() {
        Map<String, String> settings = new TreeMap<>();
        settings.put("AZURE_BATCH_ACCOUNT", text("account"));
        settings.put("AZURE_BATCH_ENDPOINT", text("batchEndpoint"));
        settings.put("AZURE_STORAGE_ACCOUNT", text("storageAccount"));
        settings.put("AZURE_STORAGE_BLOB_ENDPOINT", text("blobEndpoint"));
        return settings;
    }

    /** The settings that name the account. */
    Map<String, String> settings() {
        Map<String, String> settings = settingsWithoutKeys();
        settings.put("AZURE_BATCH_ACCESS_KEY", text("key"));
        settings.put("AZURE_STORAGE_KEY", text("storageKey"));
        return settings;
    }

    /** What names the subscription, and lets its application in; only of one that serves https. */
    Map<String, String> subscriptionSettings() {
        Map<String, String> settings = new TreeMap<>();
        settings.put("AZURE_SUBSCRIPTION_ID", text("subscriptionId"));
        settings.put("AZURE_RESOURCE_MANAGER_URL", text("managementEndpoint"));
        settings.put("AZURE_AUTHORITY_HOST", text("authority"));
        settings.put("AZURE_TENANT_ID", "adfs");
        settings.put("AZURE_CLIENT_ID", text("clientId"));
        settings.put("AZURE_CLIENT_SECRET", text("clientSecret"));
        settings.put("BATCHBENCH_CA_FILE", text("caCertificate"));
        return settings;
    }

    /** The account's settings in a file. */
    Path settingsFile(Path folder) throws IOException {
        return file(folder, settings());
    }

    /** The same in a file, for a client that is to reach the services through these. */
    Path settingsFile(Path folder, Relay batch, Relay blobs) throws IOException {
        Map<String, String> settings = settings();
        settings.put("AZURE_BATCH_ENDPOINT", batch.uri().toString());
        settings.put("AZURE_STORAGE_BLOB_ENDPOINT", blobs.uri().toString());
        return file(folder, settings);
    }

    private static Path file(Path folder, Map<String, String> settings) throws IOException {
        return Files.writeString(
                folder.resolve("account.properties"),
                settings.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue() + "\n")
                        .collect(Collectors.joining()));
    }

    /** Asks for something under {@code /__batchbench/}. */
    void control(String method, String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(text("batchEndpoint") + "/__batchbench/" + path))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new AssertionError(method + " " + path + ": " + answer.statusCode() + " " + answer.body());
        }
    }

    private String text(String name) {
        return ready.get(name).asText();
    }

    @Override
    public void close() {
        jar.close();
    }
}
