package io.github.batchbench.fake.init;

import io.github.batchbench.fake.protocol.Content;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A container to begin with.
 *
 * @param field where it stands
 * @param name its name
 * @param publicAccess who may read it without a key, as the API names them; empty for nobody
 * @param metadata by name
 * @param blobs what is in it
 */
record InitialContainer(
        Field field,
        String name,
        Optional<String> publicAccess,
        Map<String, String> metadata,
        List<InitialBlob> blobs) {
    /**
     * A blob.
     *
     * @param field where it stands, or the folder that it comes from
     * @param contentType empty for the service's own
     */
    record InitialBlob(
            Field field, String name, Content content, Optional<String> contentType, Map<String, String> metadata) {}

    static InitialContainer of(Field container, Path folder) {
        container.object("name", "publicAccess", "metadata", "folder", "blobs");
        List<InitialBlob> blobs = new ArrayList<>();
        container.field("folder").ifPresent(field -> blobs.addAll(filesOf(field, folder)));
        container.list("blobs").forEach(blob -> blobs.add(blob(blob, folder)));
        return new InitialContainer(
                container,
                container.required("name").text(),
                container.field("publicAccess").map(Field::text),
                metadata(container),
                blobs);
    }

    private static Map<String, String> metadata(Field of) {
        Map<String, String> metadata = new LinkedHashMap<>();
        of.field("metadata")
                .ifPresent(pairs -> pairs.document().properties().keySet().forEach(name -> {
                    String value = pairs.required(name).text();
                    metadata.put(name, value);
                }));
        return metadata;
    }

    /** Every file below a folder, by its path from there. */
    private static List<InitialBlob> filesOf(Field field, Path folder) {
        Path top = folder.resolve(field.text());
        if (!Files.isDirectory(top)) {
            throw field.wrong("there is no folder " + top + ".");
        }
        try (Stream<Path> files = Files.walk(top, FileVisitOption.FOLLOW_LINKS)) {
            return files.filter(Files::isRegularFile)
                    .sorted()
                    .map(file -> new InitialBlob(
                            field,
                            top.relativize(file)
                                    .toString()
                                    .replace(file.getFileSystem().getSeparator(), "/"),
                            new FileContent(file),
                            Optional.empty(),
                            Map.of()))
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            throw field.wrong("the folder " + top + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static InitialBlob blob(Field blob, Path folder) {
        blob.object("name", "text", "file", "contentType", "metadata");
        Optional<Field> text = blob.field("text");
        Optional<Field> file = blob.field("file");
        if (text.isPresent() == file.isPresent()) {
            throw blob.wrong("a blob has either a text or a file.");
        }
        Content content =
                text.map(field -> Content.of(field.text())).orElseGet(() -> FileContent.of(file.orElseThrow(), folder));
        return new InitialBlob(
                blob,
                blob.required("name").text(),
                content,
                blob.field("contentType").map(Field::text),
                metadata(blob));
    }

    /** A file as it is when it is read. */
    record FileContent(Path file) implements Content {
        static FileContent of(Field field, Path folder) {
            Path file = folder.resolve(field.text());
            if (!Files.isRegularFile(file)) {
                throw field.wrong("there is no file " + file + ".");
            }
            return new FileContent(file);
        }

        @Override
        public long length() {
            try {
                return Files.size(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public InputStream open() throws IOException {
            return Files.newInputStream(file);
        }
    }
}
