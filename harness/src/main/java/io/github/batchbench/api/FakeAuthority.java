package io.github.batchbench.api;

import io.github.batchbench.fake.protocol.identity.AccessTokens;
import io.github.batchbench.fake.protocol.identity.ServicePrincipal;
import java.net.URI;
import java.util.function.Supplier;

/**
 * The fake's Entra ID: issues tokens to one application, which is also the managed identity of this machine. Both services
 * look at a token's signature, tenant, audience and time, which is the fake's. Thread-safe.
 */
public final class FakeAuthority {
    private final AccessTokens tokens;
    private final String identityHeader;
    private final Supplier<URI> address;

    FakeAuthority(AccessTokens tokens, String identityHeader, Supplier<URI> address) {
        this.tokens = tokens;
        this.identityHeader = identityHeader;
        this.address = address;
    }

    /** The address without a tenant, such as a credential's {@code authorityHost}; clients insist on https. */
    public URI uri() {
        return address.get();
    }

    /** The directory's id; {@code adfs} in its place keeps clients from asking Microsoft about the address. */
    public String tenantId() {
        return principal().tenantId();
    }

    /** The application's id. */
    public String clientId() {
        return principal().clientId();
    }

    /** The application's secret. */
    public String clientSecret() {
        return principal().clientSecret();
    }

    /** What App Service calls {@code IDENTITY_ENDPOINT}. */
    public URI identityEndpoint() {
        return URI.create(uri() + "/msi/token");
    }

    /** What App Service calls {@code IDENTITY_HEADER}; secret. */
    public String identityHeader() {
        return identityHeader;
    }

    /**
     * The metadata service of a virtual machine, as clients take it from {@code AZURE_POD_IDENTITY_AUTHORITY_HOST}. It asks
     * for no proof, so its path has the secret.
     */
    public URI metadataEndpoint() {
        return URI.create(uri() + "/" + identityHeader);
    }

    /**
     * A new token, past HTTP.
     *
     * @param resource what it is for, for example {@code https://batch.core.windows.net/}, to the slash
     */
    public String token(String resource) {
        return tokens.issue(resource, issuer());
    }

    /** What a workload identity finds in the file {@code AZURE_FEDERATED_TOKEN_FILE}; secret. */
    public String federatedToken() {
        return tokens.federated(issuer());
    }

    private String issuer() {
        return uri() + "/" + tenantId() + "/v2.0";
    }

    private ServicePrincipal principal() {
        return tokens.principal();
    }
}
