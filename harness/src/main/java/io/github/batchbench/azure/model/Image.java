package io.github.batchbench.azure.model;

/**
 * A virtual machine image that Batch supports.
 *
 * @param publisher for example {@code canonical}
 * @param offer for example {@code 0001-com-ubuntu-server-jammy}
 * @param sku for example {@code 22_04-lts}
 * @param version {@code latest} or an exact one
 * @param nodeAgent the node agent SKU that goes with it, for example {@code batch.node.ubuntu 22.04}
 */
public record Image(String publisher, String offer, String sku, String version, String nodeAgent) {
    /** Publisher, offer and SKU. */
    String name() {
        return publisher + " / " + offer + " / " + sku;
    }
}
