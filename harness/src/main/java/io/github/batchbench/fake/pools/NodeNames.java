package io.github.batchbench.fake.pools;

import io.github.batchbench.fake.model.NodeIdentity;
import io.github.batchbench.fake.model.Pool;
import org.apache.commons.codec.digest.DigestUtils;

/** Ids and addresses of nodes. They follow from the pool's id and the count of nodes, so that runs repeat. */
final class NodeNames {
    private long made;

    NodeIdentity next(Pool pool, boolean dedicated) {
        String id = "tvmps_" + DigestUtils.sha256Hex(pool.id() + "#" + made++) + (dedicated ? "_d" : "_p");
        String address = "10." + made / 62_500 % 250 + "." + made / 250 % 250 + "." + (made % 250 + 4);
        return new NodeIdentity(pool.id(), id, address, dedicated);
    }

    /** How many names were given. */
    long made() {
        return made;
    }

    /** So many names were given. */
    void made(long count) {
        made = count;
    }

    void reset() {
        made = 0;
    }
}
