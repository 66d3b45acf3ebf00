package io.github.batchbench.fake.pools;

import io.github.batchbench.fake.model.NodeIdentity;
import io.github.batchbench.fake.model.Pool;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Ids and addresses of nodes. They follow from the pool's id and the count of nodes, so that runs repeat. */
final class NodeNames {
    private long made;

    NodeIdentity next(Pool pool, boolean dedicated) {
        String id = "tvmps_" + hash(pool.id() + "#" + made++) + (dedicated ? "_d" : "_p");
        String address = "10." + made / 62_500 % 250 + "." + made / 250 % 250 + "." + (made % 250 + 4);
        return new NodeIdentity(pool.id(), id, address, dedicated);
    }

    void reset() {
        made = 0;
    }

    private static String hash(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
