package io.github.batchbench.azure.batch;

import com.azure.core.management.exception.ManagementError;
import com.azure.core.management.exception.ManagementException;
import com.azure.resourcemanager.batch.BatchManager;
import com.azure.resourcemanager.batch.models.BatchAccount;
import com.azure.resourcemanager.batch.models.SkuCapability;
import com.azure.resourcemanager.batch.models.SupportedSku;
import com.azure.resourcemanager.batch.models.VirtualMachineFamilyCoreQuota;
import io.github.batchbench.azure.AzureAccount;
import io.github.batchbench.azure.AzureException;
import io.github.batchbench.azure.AzureManagement;
import io.github.batchbench.azure.ManagementClients;
import io.github.batchbench.azure.MissingSdkException;
import io.github.batchbench.azure.http.Failure;
import io.github.batchbench.azure.model.AccountQuota;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads what a Batch account may hold where Azure knows it, which the Batch endpoint does not tell. */
public final class AccountQuotas {
    private static final String CORES = "vCPUs";

    private AccountQuotas() {}

    /**
     * Asks for the account's quotas and for the sizes of its region.
     *
     * @throws AzureException if the subscription cannot be read, or the account is not in it
     * @throws MissingSdkException if the project has not {@code com.azure.resourcemanager:azure-resourcemanager-batch}
     */
    public static AccountQuota read(AzureManagement management, AzureAccount account) {
        return MissingSdkException.named(() -> {
            try {
                return read(ManagementClients.open(management), management, account);
            } catch (AzureException ours) {
                throw ours;
            } catch (RuntimeException thrown) {
                throw failure(thrown)
                        .toException(
                                "read the quotas in subscription " + management.subscriptionId(), account.redaction());
            }
        });
    }

    private static Failure failure(RuntimeException thrown) {
        if (thrown instanceof ManagementException refused && refused.getValue() != null) {
            ManagementError error = refused.getValue();
            return new Failure(refused.getResponse().getStatusCode(), error.getCode(), error.getMessage(), null, false);
        }
        return Failure.of(thrown);
    }

    private static AccountQuota read(BatchManager manager, AzureManagement management, AzureAccount account) {
        BatchAccount found = manager.batchAccounts().list().stream()
                .filter(candidate -> isAt(account.batchEndpoint(), candidate.accountEndpoint()))
                .findFirst()
                .orElseThrow(() -> new AzureException(
                        "Subscription " + management.subscriptionId() + " has no Batch account at "
                                + account.batchEndpoint() + " that this identity may see.",
                        0,
                        null));
        return new AccountQuota(
                number(found.poolQuota()),
                number(found.activeJobAndJobScheduleQuota()),
                number(found.dedicatedCoreQuota()),
                number(found.lowPriorityCoreQuota()),
                families(found),
                sizes(manager, found.location()));
    }

    /** The names of accounts are the same in several regions; where they are is not. */
    private static boolean isAt(URI batchEndpoint, String hostAndPort) {
        return batchEndpoint.getAuthority().equalsIgnoreCase(hostAndPort);
    }

    private static int number(@Nullable Integer quota) {
        return quota == null ? 0 : quota;
    }

    private static @Nullable Map<String, Integer> families(BatchAccount account) {
        if (!Boolean.TRUE.equals(account.dedicatedCoreQuotaPerVMFamilyEnforced())) {
            return null;
        }
        return account.dedicatedCoreQuotaPerVMFamily().stream()
                .collect(Collectors.toMap(
                        VirtualMachineFamilyCoreQuota::name, VirtualMachineFamilyCoreQuota::coreQuota, Integer::sum));
    }

    private static Map<String, AccountQuota.Size> sizes(BatchManager manager, String region) {
        Map<String, AccountQuota.Size> sizes = new HashMap<>();
        for (SupportedSku size : manager.locations().listSupportedVirtualMachineSkus(region)) {
            size.capabilities().stream()
                    .filter(capability -> CORES.equals(capability.name()))
                    .map(SkuCapability::value)
                    .findFirst()
                    .ifPresent(cores ->
                            sizes.put(size.name(), new AccountQuota.Size(size.familyName(), Integer.parseInt(cores))));
        }
        return sizes;
    }
}
