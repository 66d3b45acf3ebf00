package io.github.batchbench.transfer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What was fetched into a folder, as it is written into the folder: a JSON object with {@code container} and
 * {@code files}, each with {@code name}, {@code blob}, {@code size}, {@code md5}, {@code etag} and {@code when}.
 */
public record Manifest(String container, List<Transferred> files) {
    /** The name of the manifest's own file. */
    public static final String FILE = "batchbench-manifest.json";

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /** Copies the list. */
    public Manifest {
        files = List.copyOf(files);
    }

    /** What is in the folder's manifest; nothing if there is none that can be read. */
    static Manifest of(Path folder, String container) {
        Path file = folder.resolve(FILE);
        List<Transferred> files = new ArrayList<>();
        try {
            if (Files.exists(file)) {
                JsonNode root = JSON.readTree(file.toFile());
                root.path("files").forEach(entry -> files.add(read(entry)));
            }
        } catch (IOException | DateTimeException damaged) {
            return new Manifest(container, List.of());
        }
        return new Manifest(container, files);
    }

    private static Transferred read(JsonNode entry) {
        return new Transferred(
                entry.path("name").asText(),
                entry.path("blob").asText(),
                entry.path("size").asLong(),
                entry.path("md5").asText(),
                entry.path("etag").asText(),
                Instant.parse(entry.path("when").asText()),
                true);
    }

    void write(Path folder) throws IOException {
        WholeFile.write(folder.resolve(FILE), part -> Files.writeString(part, json()));
    }

    private String json() {
        ObjectNode root = JSON.createObjectNode().put("container", container);
        var list = root.putArray("files");
        for (Transferred file : files) {
            list.addObject()
                    .put("name", file.name())
                    .put("blob", file.blob())
                    .put("size", file.size())
                    .put("md5", file.md5())
                    .put("etag", file.etag())
                    .put("when", file.when().toString());
        }
        try {
            return JSON.writeValueAsString(root) + "\n";
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
