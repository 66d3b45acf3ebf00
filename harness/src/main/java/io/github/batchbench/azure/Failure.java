package io.github.batchbench.azure;

import com.azure.core.exception.ClientAuthenticationException;
import com.azure.storage.blob.models.BlobStorageException;
import com.microsoft.azure.batch.protocol.models.BatchError;
import com.microsoft.azure.batch.protocol.models.BatchErrorDetail;
import com.microsoft.azure.batch.protocol.models.BatchErrorException;
import com.microsoft.rest.RestException;
import io.github.batchbench.redaction.Redaction;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a failed call came to, whatever the SDK threw.
 *
 * @param status the HTTP status, 0 without an answer
 * @param code the service's error code, null if the answer had none
 * @param message for people, may hold secrets
 * @param retryAfter how long the service wants to be left alone, null if it did not say
 * @param lost whether the connection broke, so that nobody knows what the service did
 */
record Failure(
        int status,
        @Nullable String code,
        String message,
        @Nullable Duration retryAfter,
        boolean lost) {
    private static final Set<Integer> PASSING = Set.of(408, 429, 500, 502, 503, 504);

    /** Whether the same request may well succeed a little later. */
    boolean passing() {
        return lost || PASSING.contains(status);
    }

    /** Whether the service may have done what it was asked for all the same. Only throttling is a sure no. */
    boolean uncertain() {
        return passing() && status != 429;
    }

    boolean hasCode(String other) {
        return other.equalsIgnoreCase(code);
    }

    /** The exception to throw, with what was being done in front. */
    AzureException toException(String what, Redaction redaction) {
        String answer = status == 0 ? "no answer" : code == null ? "HTTP " + status : "HTTP " + status + " " + code;
        return new AzureException(
                redaction.apply(what + ": " + answer + ": " + message + Advice.on(code)), status, code);
    }

    static Failure of(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof BatchErrorException error) {
                return ofBatch(error);
            }
            if (cause instanceof RestException error && error.response() != null) {
                return new Failure(error.response().code(), null, "an answer without details", null, false);
            }
            Failure ofStorage = Sdk.hasStorage() ? OfStorage.of(cause) : null;
            if (ofStorage != null) {
                return ofStorage;
            }
            if (isOfTheSdksJackson(cause)) {
                return new Failure(0, null, "the answer was not JSON: a proxy's page?", null, true);
            }
            if (cause instanceof IOException) {
                return new Failure(0, null, cause.getClass().getSimpleName() + ": " + cause.getMessage(), null, true);
            }
        }
        return new Failure(0, null, String.valueOf(thrown), null, false);
    }

    /** By name: in the kit's jar, the kit's Jackson is not the SDK's. */
    private static boolean isOfTheSdksJackson(Throwable thrown) {
        for (Class<?> type = thrown.getClass(); type != null; type = type.getSuperclass()) {
            if (type.getSimpleName().equals("JsonProcessingException")) {
                return true;
            }
        }
        return false;
    }

    private static Failure ofBatch(BatchErrorException error) {
        if (error.response() == null) {
            return new Failure(0, null, String.valueOf(error.getMessage()), null, true);
        }
        int status = error.response().code();
        Duration retryAfter = seconds(error.response().headers().get("Retry-After"));
        BatchError body = error.body();
        if (body == null || body.code() == null) {
            return new Failure(status, null, "the answer gave no reason", retryAfter, false);
        }
        return new Failure(status, body.code(), message(body), retryAfter, false);
    }

    /** Apart, for a project may have the Batch SDK alone. */
    private static final class OfStorage {
        private OfStorage() {}

        static @Nullable Failure of(Throwable thrown) {
            if (thrown instanceof ClientAuthenticationException) {
                return new Failure(0, null, "no token from Entra ID: " + thrown.getMessage(), null, false);
            }
            if (thrown instanceof BlobStorageException error) {
                String message = firstLine(String.valueOf(error.getServiceMessage()));
                String code = error.getErrorCode() == null
                        ? null
                        : error.getErrorCode().toString();
                return new Failure(error.getStatusCode(), code, message, null, false);
            }
            return null;
        }
    }

    /** The message without its request id and time, then the details. */
    static String message(BatchError error) {
        StringBuilder text = new StringBuilder();
        if (error.message() != null && error.message().value() != null) {
            text.append(firstLine(error.message().value()));
        }
        List<BatchErrorDetail> details = error.values() == null ? List.of() : error.values();
        for (BatchErrorDetail detail : details) {
            text.append(text.isEmpty() ? "" : " ")
                    .append(String.format(Locale.ROOT, "%s: %s.", detail.key(), detail.value()));
        }
        return text.isEmpty() ? "no message" : text.toString();
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("").strip();
    }

    private static @Nullable Duration seconds(@Nullable String header) {
        if (header == null) {
            return null;
        }
        try {
            return Duration.ofSeconds(Math.max(0, Long.parseLong(header.strip())));
        } catch (NumberFormatException aDate) {
            return null;
        }
    }
}
