package io.github.batchbench.fake.model;

/**
 * Which node it is, and what of it never changes.
 *
 * @param poolId the pool's id as its creator wrote it
 * @param nodeId unique in the account
 * @param ipAddress the address that the service shows; nothing listens there
 * @param dedicated false for a spot (low-priority) node
 */
public record NodeIdentity(String poolId, String nodeId, String ipAddress, boolean dedicated) {
    /** By what tasks may ask for this node. */
    public String affinityId() {
        return "TVM:" + nodeId;
    }
}
