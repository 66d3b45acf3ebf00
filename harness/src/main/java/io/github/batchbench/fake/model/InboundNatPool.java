package io.github.batchbench.fake.model;

import java.util.List;

/**
 * Ports of a pool's public address that lead to one port of each of its nodes.
 *
 * @param name unique in the pool
 * @param backendPort the port of the nodes
 * @param first the first of the ports outside
 * @param last the last of them
 * @param priorities of its rules of who may come in, in their order
 */
public record InboundNatPool(String name, int backendPort, int first, int last, List<Integer> priorities) {
    /** What a pool calls the list of them. */
    public static final String NAME = "inboundNATPools";

    /** Those of a pool, in its order. */
    public static List<InboundNatPool> of(PoolSpec pool) {
        return pool
                .json()
                .object("networkConfiguration")
                .flatMap(network -> network.object("endpointConfiguration"))
                .map(endpoints -> endpoints.objects(NAME))
                .orElse(List.of())
                .stream()
                .map(InboundNatPool::of)
                .toList();
    }

    private static InboundNatPool of(Document json) {
        return new InboundNatPool(
                json.string("name").orElse(""),
                json.integer("backendPort", 0),
                json.integer("frontendPortRangeStart", 0),
                json.integer("frontendPortRangeEnd", 0),
                json.objects("networkSecurityGroupRules").stream()
                        .map(rule -> rule.integer("priority", 0))
                        .toList());
    }
}
