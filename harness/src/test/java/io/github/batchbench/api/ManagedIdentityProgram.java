package io.github.batchbench.api;

import com.azure.core.credential.TokenRequestContext;
import com.azure.identity.ManagedIdentityCredentialBuilder;

/** Prints a token of the managed identity that its environment names, for the scope that it is given. */
final class ManagedIdentityProgram {
    private ManagedIdentityProgram() {}

    public static void main(String[] args) {
        System.out.println(new ManagedIdentityCredentialBuilder()
                .build()
                .getTokenSync(new TokenRequestContext().addScopes(args[0]))
                .getToken());
        System.exit(0); // Netty's threads would keep it.
    }
}
