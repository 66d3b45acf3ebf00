package example;

import static io.github.batchbench.assertj.AccountAssertions.assertThat;

import com.azure.core.http.HttpPipeline;
import io.github.batchbench.api.FakeAzureOptions;
import io.github.batchbench.api.TestPool;
import io.github.batchbench.azure.AzureAccount;
import io.github.batchbench.azure.AzureCore;
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
    void runsItsReport(AzureAccount account, TestPool pool) {
        HttpPipeline pipeline = Pipelines.byToken(AzureCore.batchToken(account), AzureCore.httpClient(account));
        new NightlyRun(pipeline, account.batchEndpoint().toString()).start("nightly", pool.id());

        assertThat(account).job("nightly").tasksWithin(Duration.ofMinutes(1)).allSucceeded();
    }
}
