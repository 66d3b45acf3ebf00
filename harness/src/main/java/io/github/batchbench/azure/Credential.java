package io.github.batchbench.azure;

import com.azure.core.credential.TokenCredential;

/** With what an account is entered. No {@code toString} shows a secret. */
public sealed interface Credential {
    /**
     * A shared key.
     *
     * @param base64 the key; secret
     */
    record Key(String base64) implements Credential {
        /** Checks that there is one. */
        public Key {
            if (base64.isBlank()) {
                throw new IllegalArgumentException("The account's key is empty.");
            }
        }

        @Override
        public String toString() {
            return "a shared key";
        }
    }

    /**
     * Tokens of Entra ID, asked for when they are needed.
     *
     * @param source where they come from
     */
    record Token(TokenCredential source) implements Credential {
        @Override
        public String toString() {
            return "Entra ID";
        }
    }
}
