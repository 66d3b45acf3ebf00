package io.github.batchbench;

import com.microsoft.azure.batch.protocol.models.ImageReference;
import com.microsoft.azure.batch.protocol.models.VirtualMachineConfiguration;

/** The image of the pools that tests make. */
public final class Ubuntu {
    private Ubuntu() {}

    /** A new one, since it may be changed. */
    public static VirtualMachineConfiguration machine() {
        return new VirtualMachineConfiguration()
                .withNodeAgentSKUId("batch.node.ubuntu 22.04")
                .withImageReference(new ImageReference()
                        .withPublisher("canonical")
                        .withOffer("0001-com-ubuntu-server-jammy")
                        .withSku("22_04-lts"));
    }
}
