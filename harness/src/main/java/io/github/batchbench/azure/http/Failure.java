package io.github.batchbench.azure.http;

import com.azure.core.exception.ClientAuthenticationException;
import com.azure.storage.blob.models.BlobStorageException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.batchbench.azure.AccountConfiguration;
import io.github.batchbench.azure.AzureException;
import io.github.batchbench.azure.LocalService.Answer;
import io.github.batchbench.azure.Sdk;
import io.github.batchbench.redaction.Redaction;
import java.io.IOException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Stream;
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
public record Failure(
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
    public boolean uncertain() {
        return passing() && status != 429;
    }

    boolean hasCode(String other) {
        return other.equalsIgnoreCase(code);
    }

    /** The exception to throw, with what was being done in front. */
    public AzureException toException(String what, Redaction redaction) {
        String answer = status == 0 ? "no answer" : code == null ? "HTTP " + status : "HTTP " + status + " " + code;
        return new AzureException(
                redaction.apply(what + ": " + answer + ": " + message + Advice.on(code)), status, code);
    }

    /** What is behind an exception: its causes are looked through until one says. */
    public static Failure of(Throwable thrown) {
        if (isOfACertificate(thrown)) {
            String advice = "; " + AccountConfiguration.CA_FILE + " can name a file of certificates to trust";
            return new Failure(0, null, "the server's certificate is not trusted" + advice, null, false);
        }
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof RefusedException refused) {
                return refused.failure();
            }
            Failure ofSdk = Sdk.hasAzureCore() ? OfAzureCore.of(cause) : null;
            if (ofSdk != null) {
                return ofSdk;
            }
            if (cause instanceof JsonProcessingException) {
                return new Failure(0, null, "the answer was not JSON: a proxy's page?", null, true);
            }
            if (cause instanceof IOException) {
                return new Failure(0, null, cause.getClass().getSimpleName() + ": " + cause.getMessage(), null, true);
            }
        }
        return new Failure(0, null, String.valueOf(thrown), null, false);
    }

    private static boolean isOfACertificate(Throwable thrown) {
        return Stream.<Throwable>iterate(thrown, cause -> cause != null, Throwable::getCause)
                .anyMatch(CertificateException.class::isInstance);
    }

    /** What Batch says in an answer that is no success. */
    static Failure ofAnswer(Answer answer) {
        Duration retryAfter = answer.header("Retry-After").map(Failure::seconds).orElse(null);
        JsonNode error = error(answer.body());
        return error == null
                ? new Failure(answer.status(), null, "the answer gave no reason", retryAfter, false)
                : new Failure(answer.status(), error.get("code").asText(), message(error), retryAfter, false);
    }

    private static @Nullable JsonNode error(byte[] body) {
        try {
            JsonNode error = BatchRest.JSON.readTree(body);
            return error.hasNonNull("code") ? error : null;
        } catch (IOException aPage) {
            return null;
        }
    }

    /** Apart, for a project may have no SDK with {@code azure-core}. */
    private static final class OfAzureCore {
        private OfAzureCore() {}

        static @Nullable Failure of(Throwable thrown) {
            if (thrown instanceof ClientAuthenticationException) {
                return new Failure(0, null, "no token from Entra ID: " + thrown.getMessage(), null, false);
            }
            return Sdk.hasStorage() ? OfStorage.of(thrown) : null;
        }
    }

    /** Apart, for a project may have Batch alone. */
    private static final class OfStorage {
        private OfStorage() {}

        static @Nullable Failure of(Throwable thrown) {
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

    /** The message of an error without its request id and time, then the details. */
    public static String message(JsonNode error) {
        StringBuilder text = new StringBuilder();
        if (error.path("message").hasNonNull("value")) {
            text.append(firstLine(error.path("message").path("value").asText()));
        }
        for (JsonNode detail : error.path("values")) {
            text.append(text.isEmpty() ? "" : " ")
                    .append(detail.path("key").asText())
                    .append(": ")
                    .append(detail.path("value").asText())
                    .append('.');
        }
        return text.isEmpty() ? "no message" : text.toString();
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("").strip();
    }

    private static @Nullable Duration seconds(String header) {
        try {
            return Duration.ofSeconds(Math.max(0, Long.parseLong(header.strip())));
        } catch (NumberFormatException aDate) {
            return null;
        }
    }
}
