package io.github.batchbench.fake.protocol.identity;

/** A request for a token that is refused. The message is for whoever sent it, and has no secret. */
final class OAuthException extends Exception {
    private static final long serialVersionUID = 1;

    private final int status;
    private final String error;
    private final int number;

    /**
     * A refusal.
     *
     * @param status HTTP status
     * @param error the error of RFC 6749
     * @param number that of Entra ID, 0 for none
     */
    OAuthException(int status, String error, int number, String description) {
        super(number == 0 ? description : "AADSTS" + number + ": " + description, null, false, false);
        this.status = status;
        this.error = error;
        this.number = number;
    }

    int status() {
        return status;
    }

    String error() {
        return error;
    }

    int number() {
        return number;
    }
}
