package example;

import static io.github.batchbench.assertj.BatchAssertions.assertThat;

import com.microsoft.azure.batch.BatchClient;
import io.github.batchbench.api.FakeAzure;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@SpringBootTest
class OwnClientTest {
    static final FakeAzure AZURE = FakeAzure.start();

    @DynamicPropertySource
    static void account(DynamicPropertyRegistry properties) {
        properties.add("batch.endpoint", AZURE::batchEndpoint);
        properties.add("batch.account", AZURE::batchAccount);
        properties.add("batch.key", AZURE::batchKey);
    }

    @AfterAll
    static void close() {
        AZURE.close();
    }

    @Test
    void startsAJobWithItsOwnClient(@Autowired NightlyRun run, @Autowired BatchClient batch) throws Exception {
        run.start("nightly", "pool");

        assertThat(batch).job("nightly").isActive().task("report").hasState("active");
    }
}
