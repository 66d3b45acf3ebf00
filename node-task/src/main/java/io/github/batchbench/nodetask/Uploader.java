package io.github.batchbench.nodetask;

import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import com.azure.storage.blob.BlobClientBuilder;
import com.azure.storage.blob.models.BlobHttpHeaders;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.blob.options.BlockBlobSimpleUploadOptions;
import com.azure.storage.blob.specialized.BlockBlobClient;
import com.azure.storage.common.policy.RequestRetryOptions;
import com.azure.storage.common.policy.RetryPolicyType;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** Puts one file into a container, replacing a blob of that name, with nothing but the container's token. */
final class Uploader {
    /**
     * Makes for waits of 0.4, 1.2 and 2.8 s between four tries. The SDK's own policy gives up after 44 s, all of them
     * paid for on a node; Batch can retry the task.
     */
    static final Duration FIRST_WAIT = Duration.ofMillis(400);

    private static final int TRIES = 4;

    private final Duration firstWait;

    /** Loads nothing of the SDK: a run may never upload. */
    Uploader(Duration firstWait) {
        this.firstWait = firstWait;
    }

    void upload(Path file, UploadTarget target) throws TaskFailure {
        String name = String.valueOf(file.getFileName());
        try {
            client(name, target)
                    .uploadWithResponse(
                            new BlockBlobSimpleUploadOptions(BinaryData.fromFile(file))
                                    .setHeaders(new BlobHttpHeaders().setContentType("text/plain; charset=utf-8")),
                            null,
                            Context.NONE);
        } catch (BlobStorageException e) {
            throw failure(e, name, target);
        } catch (RuntimeException e) {
            throw unreachable(e, name, target);
        }
    }

    private BlockBlobClient client(String name, UploadTarget target) {
        return new BlobClientBuilder()
                .endpoint(target.endpoint())
                .containerName(target.container())
                .blobName(name)
                .sasToken(target.token())
                .httpClient(new UrlConnectionHttpClient())
                .retryOptions(new RequestRetryOptions(
                        RetryPolicyType.EXPONENTIAL,
                        TRIES,
                        (Duration) null,
                        firstWait,
                        firstWait.multipliedBy(10),
                        null))
                .buildClient()
                .getBlockBlobClient();
    }

    private static TaskFailure failure(BlobStorageException e, String name, UploadTarget target) {
        boolean busy = e.getStatusCode() >= 500 || e.getStatusCode() == 429;
        return new TaskFailure(
                busy ? ExitCode.UNREACHABLE : ExitCode.REFUSED,
                "upload of " + name + " to " + target + (busy ? " kept failing: " : " was refused: ") + "HTTP "
                        + e.getStatusCode() + " " + e.getErrorCode() + advice(e.getStatusCode()));
    }

    private static String advice(int status) {
        return switch (status) {
            case 401, 403 -> "; is the token expired, or without the right to create and write?";
            case 404 -> "; does the container exist?";
            default -> "";
        };
    }

    /** Names the innermost I/O error; an address in its text could hold the token, so that is cut out. */
    private static TaskFailure unreachable(RuntimeException e, String name, UploadTarget target) {
        Throwable cause = e;
        while (!(cause instanceof IOException) && cause.getCause() != null) {
            cause = cause.getCause();
        }
        String reason = String.valueOf(cause.getMessage()).replace(target.token(), "(token)");
        return new TaskFailure(
                cause instanceof IOException ? ExitCode.UNREACHABLE : ExitCode.INTERNAL,
                "upload of " + name + " to " + target + " failed: "
                        + cause.getClass().getSimpleName() + ": "
                        + reason.lines().findFirst().orElse(""));
    }
}
