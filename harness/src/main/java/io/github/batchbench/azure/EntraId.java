package io.github.batchbench.azure;

import com.azure.core.credential.TokenCredential;
import com.azure.identity.DefaultAzureCredentialBuilder;

/** Tokens of Entra ID by {@code azure-identity}, which is an optional dependency. */
final class EntraId {
    private static final String LIBRARY = "com.azure.identity.DefaultAzureCredentialBuilder";

    private EntraId() {}

    /** Whether {@code azure-identity} is on the class path. */
    static boolean isAvailable() {
        try {
            Class.forName(LIBRARY, false, EntraId.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException absent) {
            return false;
        }
    }

    /**
     * Whatever this machine offers: a service principal in the environment, a workload's or a managed identity, the Azure
     * CLI. Nothing is asked before the first token is needed.
     */
    static Credential credential() {
        TokenCredential source = new DefaultAzureCredentialBuilder().build();
        return new Credential.Token(source);
    }
}
