package io.github.batchbench.cli;

import io.github.batchbench.api.FakeAzureOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whom the authority of {@code serve} issues tokens to. */
final class IdentityOptions {
    private static final String SECRET = "BATCHBENCH_CLIENT_SECRET";

    @Option(names = "--tenant", paramLabel = "ID", description = "The id of the authority's directory, a UUID.")
    private @Nullable String tenant;

    @Option(
            names = "--client-id",
            paramLabel = "ID",
            description = {
                "The id of the application that tokens are for, a UUID. Its secret is " + SECRET,
                "of the environment, or a random one."
            })
    private @Nullable String client;

    @Option(
            names = "--application",
            paramLabel = "ROLE",
            description = {
                "One more application, which has this role in the accounts, such as Reader or Contributor; can be",
                "repeated. Of the first the line has clientId2, clientSecret2 and objectId2."
            })
    private List<String> applications = new ArrayList<>();

    /** These options with the application that is asked for. */
    FakeAzureOptions apply(FakeAzureOptions options, Map<String, String> environment) {
        String secret = environment.getOrDefault(SECRET, "").strip();
        FakeAzureOptions with = options.withServicePrincipal(
                tenant == null ? options.principal().tenantId() : tenant,
                client == null ? options.principal().clientId() : client,
                secret.isEmpty() ? options.principal().clientSecret() : secret);
        for (String role : applications) {
            with = with.withApplication(role);
        }
        return with;
    }
}
