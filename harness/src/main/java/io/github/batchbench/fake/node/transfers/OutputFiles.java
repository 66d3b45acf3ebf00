package io.github.batchbench.fake.node.transfers;

import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.model.FailureInfo;
import io.github.batchbench.fake.model.FailureInfo.Detail;
import io.github.batchbench.fake.node.failure.NodeFailure;
import io.github.batchbench.fake.node.failure.NodeFailureException;
import io.github.batchbench.fake.node.files.FilePattern;
import io.github.batchbench.fake.node.files.TaskFiles;
import io.github.batchbench.redaction.Redaction;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Uploads the output files of a run. What is done is logged in {@code fileuploadout.txt} and {@code fileuploaderr.txt}
 * beside {@code stdout.txt}; the wording of the logs is the fake's own. A pattern that matches nothing is no failure.
 */
public final class OutputFiles {

    private final TaskFiles files;
    private final Path directory;
    private final List<Path> folders;
    private final Map<String, String> environment;
    private final Transfer transfer;

    /**
     * The output files of a task.
     *
     * @param files the node's: what lies outside, or behind a link that leads out, does not exist
     * @param directory the task's, relative to the node's root
     * @param folders below which its files may be, the task's own among them, relative to the node's root
     */
    public OutputFiles(
            TaskFiles files, Path directory, List<Path> folders, Map<String, String> environment, Transfer transfer) {
        this.files = files;
        this.directory = directory;
        this.folders = folders;
        this.environment = environment;
        this.transfer = transfer;
    }

    /** The output files that are due after this exit code. */
    public static List<Document> due(Document spec, int exitCode) {
        String condition = exitCode == 0 ? "tasksuccess" : "taskfailure";
        return spec.objects("outputFiles").stream()
                .filter(file -> {
                    String wanted = file.object("uploadOptions")
                            .flatMap(options -> options.string("uploadCondition"))
                            .orElse("taskcompletion")
                            .toLowerCase(Locale.ROOT);
                    return wanted.equals("taskcompletion") || wanted.equals(condition);
                })
                .toList();
    }

    /** Uploads them all; gives the first failure, and tries the others nevertheless. */
    public Optional<FailureInfo> upload(List<Document> due) {
        FailureInfo first = null;
        try (UploadLog log = UploadLog.in(files, directory)) {
            for (Document file : due) {
                try {
                    upload(file, log);
                } catch (NodeFailureException e) {
                    log.error(String.valueOf(e.getMessage()));
                    first = first == null ? e.info() : first;
                }
            }
        } catch (IOException e) {
            return Optional.of(NodeFailure.FILE_UPLOAD_MISC_ERROR.info(new Detail("Message", String.valueOf(e))));
        }
        return Optional.ofNullable(first);
    }

    private void upload(Document file, UploadLog log) throws NodeFailureException, IOException {
        String given = file.string("filePattern").orElse("");
        Document container = file.object("destination")
                .flatMap(destination -> destination.object("container"))
                .orElse(Document.EMPTY);
        FilePattern pattern;
        Map<String, Path> matches;
        try {
            pattern = FilePattern.of(
                    given, environment, files.root().resolve(directory).resolve("wd"));
            matches = pattern.files(files, folders, transfer::checkNotEnded);
        } catch (InvalidPathException e) {
            log.error("No file can have the name " + given);
            return;
        }
        if (matches.isEmpty()) {
            log.error("No file matches " + given);
        }
        for (Map.Entry<String, Path> match : matches.entrySet()) {
            String blob = blob(container.string("path").orElse(""), match.getKey(), pattern.wild());
            send(match.getValue(), blob, given, container, log);
        }
    }

    /** With a wildcard the path is a folder; without, it is the blob. */
    private static String blob(String path, String name, boolean wild) {
        if (!wild) {
            return path.isEmpty() ? name : path;
        }
        return path.isEmpty() ? name : path.endsWith("/") ? path + name : path + "/" + name;
    }

    private void send(Path match, String blob, String pattern, Document container, UploadLog log)
            throws NodeFailureException, IOException {
        String url = container.string("containerUrl").orElse("");
        if (container.has("identityReference")) {
            throw misc(
                    files.root().resolve(match),
                    pattern,
                    url,
                    "The fake's nodes have no managed identity; use a URL with a SAS.");
        }
        Map<String, String> headers = new LinkedHashMap<>();
        container
                .objects("uploadHeaders")
                .forEach(header -> headers.put(
                        header.string("name").orElse(""), header.string("value").orElse("")));
        Path file = files.root().resolve(match);
        try (SeekableByteChannel content = files.read(match)) {
            BlobContainer target = new BlobContainer(URI.create(url));
            long length = new BlobUpload(target, headers, transfer).send(content, blob);
            log.done(file + " -> " + blob + " (" + length + " bytes)");
        } catch (IllegalArgumentException e) {
            throw misc(file, pattern, url, "The container's URL is not valid.");
        } catch (HttpStatusException e) {
            throw failure(e.status()).because(details(file, pattern, url));
        } catch (IOException e) {
            transfer.checkNotEnded();
            throw misc(file, pattern, url, String.valueOf(e.getMessage()));
        }
    }

    private static NodeFailure failure(int status) {
        return switch (status) {
            case 404 -> NodeFailure.FILE_UPLOAD_CONTAINER_NOT_FOUND;
            case 401, 403 -> NodeFailure.FILE_UPLOAD_ACCESS_DENIED;
            default -> NodeFailure.FILE_UPLOAD_MISC_ERROR;
        };
    }

    private static NodeFailureException misc(Path file, String pattern, String url, String message) {
        Detail[] details = details(file, pattern, url);
        return NodeFailure.FILE_UPLOAD_MISC_ERROR.because(
                details[0], details[1], details[2], new Detail("Message", message));
    }

    /** The details of recorded answers, the signature taken out as a secret. */
    private static Detail[] details(Path file, String pattern, String url) {
        return new Detail[] {
            new Detail("FilePath", file.toString()),
            new Detail("FilePattern", pattern),
            new Detail("FileDestination", Redaction.of().apply(url))
        };
    }
}
