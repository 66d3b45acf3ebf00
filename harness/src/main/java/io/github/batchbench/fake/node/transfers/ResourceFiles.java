package io.github.batchbench.fake.node.transfers;

import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.model.FailureInfo;
import io.github.batchbench.fake.model.FailureInfo.Category;
import io.github.batchbench.fake.model.FailureInfo.Detail;
import io.github.batchbench.fake.node.failure.NodeFailure;
import io.github.batchbench.fake.node.failure.NodeFailureException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Fetches the resource files of a run, one after the other. */
public final class ResourceFiles {
    private final FileDrop drop;
    private final AutoStorage autoStorage;
    private final Transfer transfer;

    public ResourceFiles(FileDrop drop, AutoStorage autoStorage, Transfer transfer) {
        this.drop = drop;
        this.autoStorage = autoStorage;
        this.transfer = transfer;
    }

    /** Fetches them all, or fails with the first that cannot be had. */
    public void fetch(List<Document> files) throws NodeFailureException, InterruptedIOException {
        for (Document file : files) {
            refuseIdentity(file);
            Optional<String> url = file.string("httpUrl");
            if (url.isPresent()) {
                String path = file.string("filePath").orElse("");
                fetch(uri(url.get(), path), path, file);
            } else {
                fetchContainer(container(file), file);
            }
        }
    }

    /** Never a fake success: there are no managed identities here, and no token to ask for a blob with. */
    private static void refuseIdentity(Document file) throws NodeFailureException {
        if (file.has("identityReference")) {
            throw new NodeFailureException(new FailureInfo(
                    Category.SERVER_ERROR,
                    "NotImplemented",
                    "resourceFiles.identityReference: the fake's nodes have no managed identity; use a URL with a SAS",
                    List.of()));
        }
    }

    private URI container(Document file) throws NodeFailureException {
        Optional<String> url = file.string("storageContainerUrl");
        if (url.isPresent()) {
            return uri(url.get(), file.string("filePath").orElse(""));
        }
        String name = file.string("autoStorageContainerName").orElse("");
        return autoStorage
                .containerUrl(name)
                .orElseThrow(() -> NodeFailure.BLOB_DOWNLOAD_MISC_ERROR.because(
                        new Detail("AutoStorageContainerName", name),
                        new Detail("Message", "No storage account is linked to the Batch account.")));
    }

    private void fetchContainer(URI url, Document file) throws NodeFailureException, InterruptedIOException {
        BlobContainer container = new BlobContainer(url);
        String directory = file.string("filePath").orElse("");
        List<String> names;
        try {
            names = container.list(file.string("blobPrefix").orElse(""), transfer);
        } catch (IOException e) {
            throw failure(e, url, directory);
        }
        for (String name : names) {
            String path = directory.isEmpty() ? name : directory + "/" + name;
            if (path.endsWith("/")) {
                drop.directory(path);
            } else {
                fetch(container.blob(name), path, file);
            }
        }
    }

    private void fetch(URI url, String path, Document file) throws NodeFailureException, InterruptedIOException {
        try {
            transfer.get(url, (answer, body) -> {
                FileDrop.Content content =
                        new FileDrop.Content(body, answer.getContentLengthLong(), answer.getHeaderField("Content-MD5"));
                drop.file(path, file.string("fileMode"), content, transfer);
                return path;
            });
        } catch (IOException e) {
            throw failure(e, url, path);
        }
    }

    private static URI uri(String text, String path) throws NodeFailureException {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            throw NodeFailure.BLOB_DOWNLOAD_MISC_ERROR.because(
                    new Detail("FilePath", path), new Detail("Message", "The URL is not valid."));
        }
    }

    private NodeFailureException failure(IOException problem, URI url, String path) throws InterruptedIOException {
        transfer.checkNotEnded();
        return kind(problem)
                .because(
                        new Detail("BlobSource", Transfer.withoutQuery(url)),
                        new Detail("FilePath", path),
                        new Detail("Message", String.valueOf(problem.getMessage())));
    }

    private static NodeFailure kind(IOException problem) {
        if (problem instanceof SocketTimeoutException) {
            return NodeFailure.BLOB_DOWNLOAD_TIMED_OUT;
        }
        int status = problem instanceof HttpStatusException answered ? answered.status() : 0;
        return switch (status) {
            case 404 -> NodeFailure.BLOB_NOT_FOUND;
            case 401, 403 -> NodeFailure.BLOB_ACCESS_DENIED;
            default -> NodeFailure.BLOB_DOWNLOAD_MISC_ERROR;
        };
    }
}
