package io.github.batchbench.fake.protocol.batch.view;

import io.github.batchbench.fake.model.ComputeNode;
import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.model.Pool;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The addresses by which a node can be reached from outside: one for each NAT pool, and in versions before 2024-07-01
 * that of remote login, which every node has. They follow from its number in the pool, so they stay while other nodes
 * leave. Nothing listens there. On the service it is the version in which the pool was made that counts.
 */
record InboundEndpoints(Pool pool, ComputeNode node, String version) {
    private static final long FIRST_LOGIN_PORT = 50000;
    private static final long SSH = 22;
    private static final long REMOTE_DESKTOP = 3389;

    private Optional<Document> network() {
        return pool.spec().object("networkConfiguration");
    }

    private List<Document> natPools() {
        return network()
                .flatMap(network -> network.object("endpointConfiguration"))
                .map(endpoints -> endpoints.objects("inboundNATPools"))
                .orElse(List.of());
    }

    /** Whether the pool's nodes have addresses of both kinds. */
    boolean dualStack() {
        return Versions.since(version, Versions.CURRENT)
                && network()
                        .flatMap(network -> network.object("publicIPAddressConfiguration"))
                        .map(address -> address.strings("ipFamilies").contains("IPv6"))
                        .orElse(false);
    }

    String ipv6Address() {
        return "fd00::" + Integer.toHexString(4 + node.number());
    }

    /** As the service shows them: the NAT pools' in their order, then remote login (recorded); empty if there are none. */
    Optional<Document> document() {
        List<Document> endpoints = new ArrayList<>();
        for (Document pools : natPools()) {
            String name = pools.string("name").orElse("");
            String protocol = pools.string("protocol").orElse("tcp");
            long frontend = pools.integer("frontendPortRangeStart", 0) + (long) node.number();
            long backend = pools.integer("backendPort", 0);
            add(endpoints, name, protocol, frontend, backend);
        }
        if (!Versions.since(version, Versions.NO_LOGIN_ENDPOINT)
                && natPoolTo(loginPort()).isEmpty()) {
            boolean renamed = Versions.since(version, Versions.SSH_ENDPOINT)
                    && !natPools().isEmpty();
            add(endpoints, renamed ? "ssh" : "SSHRule", "tcp", FIRST_LOGIN_PORT + node.number(), loginPort());
        }
        return endpoints.isEmpty() ? Optional.empty() : Optional.of(Document.of("inboundEndpoints", endpoints));
    }

    private Optional<Document> natPoolTo(long port) {
        return natPools().stream()
                .filter(pools -> pools.integer("backendPort", 0) == port)
                .findFirst();
    }

    private void add(List<Document> endpoints, String name, String protocol, long frontend, long backend) {
        endpoints.add(endpoint(name, node.identity().ipAddress(), protocol, frontend, backend));
        if (dualStack()) {
            endpoints.add(endpoint(name + "-ipv6", ipv6Address(), protocol, frontend, backend));
        }
    }

    private Document endpoint(String name, String address, String protocol, long frontend, long backend) {
        return new Shape()
                .put("name", name + "." + node.number())
                .put("protocol", protocol)
                .put("publicIPAddress", address)
                .put("publicFQDN", "localhost")
                .put("frontendPort", frontend)
                .put("backendPort", backend)
                .document();
    }

    /** Recorded: a Windows node's endpoint has the same name, and the port of remote desktop. */
    private long loginPort() {
        return PoolView.isWindows(pool.spec()) ? REMOTE_DESKTOP : SSH;
    }

    /**
     * Where to log in: through a NAT pool to the port of this system or, as recorded of Linux, of the other one. What the service says
     * where nothing is mapped is not known; a port is named all the same.
     */
    Document remoteLogin() {
        long port = natPoolTo(loginPort())
                .or(() -> natPoolTo(REMOTE_DESKTOP))
                .map(pools -> pools.integer("frontendPortRangeStart", 0) + (long) node.number())
                .orElse(FIRST_LOGIN_PORT + node.number());
        Shape shape = new Shape()
                .put("remoteLoginIPAddress", node.identity().ipAddress())
                .put("remoteLoginPort", port);
        if (dualStack()) {
            shape.put("ipv6RemoteLoginIPAddress", ipv6Address()).put("ipv6RemoteLoginPort", port);
        }
        return shape.document();
    }
}
