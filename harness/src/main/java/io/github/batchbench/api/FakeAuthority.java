package io.github.batchbench.api;

import io.github.batchbench.fake.protocol.identity.AccessTokens;
import io.github.batchbench.fake.protocol.identity.ServicePrincipal;
import java.net.URI;
import java.util.List;
import java.util.function.Supplier;

/**
 * The fake's Entra ID: issues tokens to an application, which is also the managed identity of this machine, and to others. Both services
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

    /** The application's identity in the directory, which roles are given to. */
    public String objectId() {
        return principal().objectId();
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
        return tokens.issue(principal(), resource, issuer());
    }

    /** The further applications of {@link FakeAzureOptions#withApplication}, in their order. */
    public List<FakeApplication> applications() {
        return tokens.others().stream()
                .map(other -> new FakeApplication(other.clientId(), other.clientSecret(), other.objectId()))
                .toList();
    }

    /**
     * A new token for another application, past HTTP.
     *
     * @param application one of {@link #applications}
     * @param resource what it is for
     * @throws IllegalArgumentException if it is of another directory
     */
    public String token(FakeApplication application, String resource) {
        return tokens.others().stream()
                .filter(other -> other.clientId().equals(application.clientId()))
                .findFirst()
                .map(other -> tokens.issue(other, resource, issuer()))
                .orElseThrow(() -> new IllegalArgumentException("There is no " + application + " in this directory."));
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
