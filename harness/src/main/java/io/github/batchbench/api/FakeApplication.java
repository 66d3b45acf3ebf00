package io.github.batchbench.api;

/**
 * An application in the directory of the fake's authority.
 *
 * @param clientId its id
 * @param clientSecret what it proves itself with; secret
 * @param objectId its identity in the directory, which roles are given to
 */
public record FakeApplication(String clientId, String clientSecret, String objectId) {
    /** Without the secret. */
    @Override
    public String toString() {
        return "FakeApplication[clientId=" + clientId + ", objectId=" + objectId + "]";
    }
}
