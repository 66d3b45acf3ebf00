package io.github.batchbench.azure;

import com.azure.core.credential.TokenCredential;
import com.azure.identity.DefaultAzureCredentialBuilder;
import io.github.batchbench.tls.TlsTrust;
import org.jspecify.annotations.Nullable;

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
     *
     * @param trust what the authority proves itself with, if that is more than what Java trusts
     */
    static Credential credential(@Nullable TlsTrust trust) {
        return new Credential.Token(tokens(trust));
    }

    /** The same for who takes nothing but tokens. */
    static TokenCredential tokens(@Nullable TlsTrust trust) {
        DefaultAzureCredentialBuilder source = new DefaultAzureCredentialBuilder();
        if (trust != null) {
            source.httpClient(AzureCore.httpClient(trust));
        }
        return source.build();
    }
}
