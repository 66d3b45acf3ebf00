package example;

import com.azure.resourcemanager.batch.BatchManager;
import com.azure.resourcemanager.batch.models.AutoScaleSettings;
import com.azure.resourcemanager.batch.models.BatchAccount;
import com.azure.resourcemanager.batch.models.DeploymentConfiguration;
import com.azure.resourcemanager.batch.models.ImageReference;
import com.azure.resourcemanager.batch.models.ScaleSettings;
import com.azure.resourcemanager.batch.models.VirtualMachineConfiguration;

/** Makes a Batch account with a pool in it. */
public final class Rollout {
    private final BatchManager manager;
    private final String group;

    public Rollout(BatchManager manager, String group) {
        this.manager = manager;
        this.group = group;
    }

    public BatchAccount account(String name) {
        return manager.batchAccounts()
                .define(name)
                .withRegion("westeurope")
                .withExistingResourceGroup(group)
                .create();
    }

    public void pool(String account, String id) {
        ImageReference image = new ImageReference()
                .withPublisher("canonical")
                .withOffer("0001-com-ubuntu-server-jammy")
                .withSku("22_04-lts");
        manager.pools()
                .define(id)
                .withExistingBatchAccount(group, account)
                .withVmSize("STANDARD_D2S_V3")
                .withDeploymentConfiguration(new DeploymentConfiguration()
                        .withVirtualMachineConfiguration(new VirtualMachineConfiguration()
                                .withImageReference(image)
                                .withNodeAgentSkuId("batch.node.ubuntu 22.04")))
                .withScaleSettings(new ScaleSettings()
                        .withAutoScale(new AutoScaleSettings().withFormula("$TargetDedicatedNodes=0")))
                .create();
    }
}
