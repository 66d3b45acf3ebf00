package io.github.batchbench.nodetask;

import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpRetryException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import javax.net.ssl.HttpsURLConnection;
import org.jspecify.annotations.Nullable;

/**
 * Puts one file into a container, replacing a blob of that name, with nothing but the container's token. It is one
 * request of the REST API on the JDK's oldest client, which needs no thread of its own: the storage SDK takes ten times
 * as long to load as a small task to run.
 */
final class Uploader {
    /**
     * Makes for waits of 0.4, 1.2 and 2.8 s between four tries. More would be paid for on a node; Batch can retry the
     * task.
     */
    static final Duration FIRST_WAIT = Duration.ofMillis(400);

    private static final int TRIES = 4;
    private static final int CONNECT_MILLIS = 10_000;
    private static final int READ_MILLIS = 60_000;
    /** From this version on a file of 5,000 MiB goes up in one request. */
    private static final String VERSION = "2019-12-12";

    private final Duration firstWait;

    Uploader(Duration firstWait) {
        this.firstWait = firstWait;
    }

    void upload(Path file, UploadTarget target) throws TaskFailure {
        String name = String.valueOf(file.getFileName());
        String address = target + "/" + encoded(name) + "?" + target.token();
        for (int attempt = 1; ; attempt++) {
            try {
                Answer answer = put(file, URI.create(address));
                if (answer.status() == HttpURLConnection.HTTP_CREATED) {
                    return;
                }
                if (!answer.passing() || attempt == TRIES) {
                    throw failure(answer, name, target);
                }
            } catch (IOException e) {
                if (attempt == TRIES) {
                    throw unreachable(e, name, target);
                }
            } catch (IllegalArgumentException noAddress) {
                throw unreachable(new IOException("neither --endpoint nor the token may have blanks"), name, target);
            }
            pause(firstWait.multipliedBy((1L << attempt) - 1));
        }
    }

    /** As a segment of a path, where a blank is no plus. */
    private static String encoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private record Answer(int status, @Nullable String code) {
        /** Whether the same request can succeed a moment later. */
        boolean passing() {
            return status >= 500 || status == 429 || status == HttpURLConnection.HTTP_CLIENT_TIMEOUT;
        }
    }

    private static Answer put(Path file, URI address) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
        if (connection instanceof HttpsURLConnection secure) {
            TrustedFile.ofEnvironment(System.getenv()).ifPresent(secure::setSSLSocketFactory);
        }
        connection.setConnectTimeout(CONNECT_MILLIS);
        connection.setReadTimeout(READ_MILLIS);
        connection.setInstanceFollowRedirects(false);
        connection.setRequestMethod("PUT");
        connection.setRequestProperty("x-ms-version", VERSION);
        connection.setRequestProperty("x-ms-blob-type", "BlockBlob");
        connection.setRequestProperty("Content-Type", "text/plain; charset=utf-8");
        connection.setDoOutput(true);
        connection.setFixedLengthStreamingMode(Files.size(file));
        try (OutputStream out = connection.getOutputStream()) {
            Files.copy(file, out);
        }
        try {
            return new Answer(connection.getResponseCode(), connection.getHeaderField("x-ms-error-code"));
        } catch (HttpRetryException unauthorized) {
            // Thrown for 401, because a body that has been streamed cannot be sent once more.
            return new Answer(unauthorized.responseCode(), null);
        }
    }

    private static void pause(Duration length) throws TaskFailure {
        try {
            Thread.sleep(length.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TaskFailure(ExitCode.UNREACHABLE, "the upload was interrupted");
        }
    }

    private static TaskFailure failure(Answer answer, String name, UploadTarget target) {
        return new TaskFailure(
                answer.passing() ? ExitCode.UNREACHABLE : ExitCode.REFUSED,
                "upload of " + name + " to " + target + (answer.passing() ? " kept failing: " : " was refused: ")
                        + "HTTP " + answer.status() + (answer.code() == null ? "" : " " + answer.code())
                        + advice(answer.status()));
    }

    private static String advice(int status) {
        return switch (status) {
            case 401, 403 -> "; is the token expired, or without the right to create and write?";
            case 404 -> "; does the container exist?";
            default -> "";
        };
    }

    /** An address in the error's text could hold the token, so that is cut out. */
    private static TaskFailure unreachable(IOException e, String name, UploadTarget target) {
        String reason = String.valueOf(e.getMessage()).replace(target.token(), "(token)");
        return new TaskFailure(
                ExitCode.UNREACHABLE,
                "upload of " + name + " to " + target + " failed: "
                        + e.getClass().getSimpleName() + ": "
                        + reason.lines().findFirst().orElse(""));
    }
}
