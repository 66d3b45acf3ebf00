package io.github.batchbench.fake.node.transfers;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLSocketFactory;

/**
 * How nodes reach what tasks name. A node in the cloud resolves the accounts' names and trusts their certificates; here
 * both are the fake's.
 *
 * @param route the address that is asked in place of a given one
 * @param tls what https connections are made with; empty for Java's own
 * @param endpoints where the fake listens
 * @param variables by which the programs of tasks find out whom to trust
 */
public record NodeNetwork(
        UnaryOperator<URI> route,
        Supplier<Optional<SSLSocketFactory>> tls,
        Supplier<Map<String, String>> variables,
        Supplier<List<URI>> endpoints) {
    /** That of this machine. */
    public static final NodeNetwork OF_THIS_MACHINE =
            new NodeNetwork(UnaryOperator.identity(), Optional::empty, Map::of, List::of);
}
