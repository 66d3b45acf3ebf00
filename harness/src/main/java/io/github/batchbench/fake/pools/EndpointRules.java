package io.github.batchbench.fake.pools;

import io.github.batchbench.fake.model.BatchException;
import io.github.batchbench.fake.model.InboundNatPool;
import io.github.batchbench.fake.model.PoolSpec;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The rules of the ports at which a pool's nodes can be reached from outside. That each is refused with status 400 is
 * documented; code, properties and reasons are a guess.
 */
final class EndpointRules {
    private static final int MOST_POOLS = 5;
    private static final int MOST_RULES = 25;
    private static final int FEWEST_PORTS = 40;
    private static final int FIRST_RESERVED = 50_000;
    private static final int LAST_RESERVED = 55_000;
    private static final Set<Integer> RESERVED_ON_NODES = Set.of(29_876, 29_877);
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9_.-]{0,75}[A-Za-z0-9_])?");

    private EndpointRules() {}

    /** Checks a pool, or a change of one that may name its network. */
    static void check(PoolSpec pool) {
        List<InboundNatPool> pools = InboundNatPool.of(pool);
        if (pools.size() > MOST_POOLS) {
            throw BatchException.invalidProperty(
                    InboundNatPool.NAME, "The list holds " + pools.size() + " items, the maximum is " + MOST_POOLS);
        }
        if (!pools.isEmpty() && pool.hasNoPublicAddress()) {
            throw BatchException.invalidProperty(
                    InboundNatPool.NAME, "The property cannot be specified for a pool without public IP addresses");
        }
        pools.forEach(EndpointRules::check);
        checkAmongEachOther(pools);
        checkSecurityRules(pools);
    }

    private static void check(InboundNatPool pool) {
        if (!NAME.matcher(pool.name()).matches()) {
            throw BatchException.invalidProperty(
                    "name",
                    pool.name(),
                    "The name can contain up to 77 letters, numbers, underscores, periods and hyphens, must start with a"
                            + " letter or number and end with a letter, number or underscore");
        }
        if (RESERVED_ON_NODES.contains(pool.backendPort())) {
            throw BatchException.invalidProperty(
                    "backendPort", Integer.toString(pool.backendPort()), "The port is reserved");
        }
        if (pool.first() <= LAST_RESERVED && pool.last() >= FIRST_RESERVED) {
            throw badRange(pool, "The ports from " + FIRST_RESERVED + " to " + LAST_RESERVED + " are reserved");
        }
        if (pool.last() - pool.first() + 1 < FEWEST_PORTS) {
            throw badRange(pool, "The range must contain at least " + FEWEST_PORTS + " ports");
        }
    }

    private static void checkAmongEachOther(List<InboundNatPool> pools) {
        Set<String> names = new HashSet<>();
        Set<Integer> ports = new HashSet<>();
        for (int i = 0; i < pools.size(); i++) {
            InboundNatPool pool = pools.get(i);
            if (!names.add(pool.name())) {
                throw BatchException.invalidProperty("name", pool.name(), "The name must be unique within the pool");
            }
            if (!ports.add(pool.backendPort())) {
                throw BatchException.invalidProperty(
                        "backendPort", Integer.toString(pool.backendPort()), "The port must be unique within the pool");
            }
            for (InboundNatPool other : pools.subList(0, i)) {
                if (pool.first() <= other.last() && pool.last() >= other.first()) {
                    throw badRange(pool, "The range overlaps that of '" + other.name() + "'");
                }
            }
        }
    }

    private static void checkSecurityRules(List<InboundNatPool> pools) {
        List<Integer> priorities =
                pools.stream().flatMap(pool -> pool.priorities().stream()).toList();
        if (priorities.size() > MOST_RULES) {
            throw BatchException.invalidProperty(
                    "networkSecurityGroupRules",
                    "The pool has " + priorities.size() + " rules, the maximum is " + MOST_RULES);
        }
        Set<Integer> known = new HashSet<>();
        for (Integer priority : priorities) {
            if (!known.add(priority)) {
                throw BatchException.invalidProperty(
                        "priority", priority.toString(), "The priority must be unique within the pool");
            }
        }
    }

    private static BatchException badRange(InboundNatPool pool, String reason) {
        return BatchException.invalidProperty("frontendPortRangeStart", Integer.toString(pool.first()), reason);
    }
}
