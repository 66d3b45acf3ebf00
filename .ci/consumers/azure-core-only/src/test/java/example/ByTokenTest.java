package example;

import static io.github.batchbench.assertj.AccountAssertions.assertThat;

import io.github.batchbench.api.FakeAzure;
import io.github.batchbench.api.FakeAzureOptions;
import io.github.batchbench.api.OfflineAccount;
import io.github.batchbench.api.TestPool;
import io.github.batchbench.junit.BatchExtension;
import io.github.batchbench.junit.Leftover;
import io.github.batchbench.junit.MayLeave;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ByTokenTest {
    @RegisterExtension
    static final BatchExtension BATCH = BatchExtension.builder()
            .options(FakeAzureOptions::withHttps)
            .tokens()
            .build();

    @Test
    @MayLeave(Leftover.JOB)
    void runsItsReport(FakeAzure azure, TestPool pool) {
        var account = OfflineAccount.withTokens(azure);
        Runs.byToken(account).start("nightly", pool.id());

        assertThat(account).job("nightly").tasksWithin(Duration.ofMinutes(1)).allSucceeded();
    }
}
