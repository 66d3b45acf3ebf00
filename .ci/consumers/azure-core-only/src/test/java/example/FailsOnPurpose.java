package example;

import io.github.batchbench.azure.AzureAccount;
import io.github.batchbench.junit.BatchTest;
import org.junit.jupiter.api.Test;

/** Shows, when it is asked for by name, that the kit fails whoever leaves a job, and keeps evidence. */
@BatchTest
class FailsOnPurpose {
    @Test
    void leavesAJob(AzureAccount account) {
        Runs.byKey(account).start("left", "pool");
    }
}
