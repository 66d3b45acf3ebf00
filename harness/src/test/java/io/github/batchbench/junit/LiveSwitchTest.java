package io.github.batchbench.junit;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.azure.batch.BatchClient;
import io.github.batchbench.api.FakeAzure;
import io.github.batchbench.api.FakeClock;
import io.github.batchbench.api.TestPool;
import io.github.batchbench.api.TestTasks;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.platform.testkit.engine.EngineExecutionResults;

/** One switch runs the same tests on a live account; a fake plays the account here. */
@ResourceLock(Resources.SYSTEM_PROPERTIES)
class LiveSwitchTest {
    private static EngineExecutionResults runOn(FakeAzure azure, Class<?>... classes) {
        Map<String, String> settings = Map.of(
                "azure.batch.account", azure.batchAccount(),
                "azure.batch.access.key", azure.batchKey(),
                "azure.batch.endpoint", azure.batchEndpoint().toString(),
                "azure.storage.account", azure.storageAccount(),
                "azure.storage.key", azure.storageKey(),
                "azure.storage.blob.endpoint", azure.blobEndpoint().toString());
        settings.forEach(System::setProperty);
        try {
            return Runs.live(classes).execute();
        } finally {
            settings.keySet().forEach(System::clearProperty);
        }
    }

    @Test
    void runsOnTheAccountAndSkipsWhatNeedsTheFake() {
        try (FakeAzure azure = FakeAzure.start()) {
            EngineExecutionResults results = runOn(azure, BothTestCase.class, NeedsTheFakeTestCase.class);

            assertThat(Runs.failures(results)).isEmpty();
            results.testEvents().assertStatistics(stats -> stats.succeeded(2).skipped(2));
            assertThat(Runs.reasonsOfSkipped(results))
                    .containsExactlyInAnyOrder(
                            "asks for FakeAzure, which only the fake has",
                            "differs on the real service: nodes come slower",
                            "asks for FakeClock, which only the fake has");
            assertThat(BothTestCase.ENDPOINTS)
                    .hasSize(2)
                    .containsOnly(azure.batchEndpoint().toString());
            assertThat(results.testEvents().reportingEntryPublished().stream())
                    .anyMatch(event -> String.valueOf(event.getPayload()).contains("batchbench.verifiedLive"));
            assertThat(azure.batch().pools().all()).isEmpty();
            assertThat(azure.storage().containers().list("", "", 10).items()).isEmpty();
        }
    }

    @Test
    void findsThePoolOfAnEarlierRun() {
        try (FakeAzure azure = FakeAzure.start()) {
            assertThat(Runs.failures(runOn(azure, ReuseTestCase.class))).isEmpty();
            assertThat(azure.batch().pools().all()).hasSize(1);
            assertThat(Runs.failures(runOn(azure, ReuseTestCase.class))).isEmpty();

            assertThat(ReuseTestCase.POOLS).containsExactly("bb-reused-reuse-test", "bb-reused-reuse-test");
            assertThat(azure.batch().pools().all()).hasSize(1);
        }
    }

    @Test
    void capsWhatPoolsMayCost() {
        try (FakeAzure azure = FakeAzure.start()) {
            EngineExecutionResults results = runOn(azure, DearTestCase.class);

            assertThat(Runs.failures(results))
                    .singleElement()
                    .asString()
                    .contains("may take 1250 node-minutes, but no more than 1000 are allowed");
            assertThat(azure.batch().pools().all()).isEmpty();
        }
    }

    @Test
    void skipsOrFailsWithoutAnAccount() {
        assertThat(Runs.reasonsOfSkipped(Runs.live(BothTestCase.class).execute()))
                .singleElement()
                .asString()
                .contains("There is no live account", "missing: AZURE_BATCH_ACCOUNT", "batchbench.live.require=true");
        assertThat(Runs.failures(Runs.live(BothTestCase.class)
                        .configurationParameter("batchbench.live.require", "true")
                        .execute()))
                .hasSize(2)
                .allSatisfy(text -> assertThat(text).contains("There is no live account"));
    }

    @Test
    void refusesWrongWords() {
        assertThat(Runs.failures(Runs.kit(BothTestCase.class)
                        .configurationParameter(TestTarget.SWITCH, "production")
                        .execute()))
                .singleElement()
                .asString()
                .contains("batchbench.target must be offline or live, not 'production'");
        assertThat(Runs.failures(Runs.of(WrongMarksTestCase.class)))
                .hasSize(2)
                .anySatisfy(text -> assertThat(text).contains("write it as 2026-11-23"))
                .anySatisfy(text -> assertThat(text).contains("cannot be both @VerifiedLive and @DiffersLive"));
    }

    @BatchTest
    static class BothTestCase {
        static final List<String> ENDPOINTS = new CopyOnWriteArrayList<>();

        @BeforeEach
        void note(BatchClient client) {
            ENDPOINTS.add(client.protocolLayer()
                    .restClient()
                    .retrofit()
                    .baseUrl()
                    .toString()
                    .replaceAll("/$", ""));
        }

        @Test
        @VerifiedLive(on = "2026-11-23")
        @WithTasks("echo hello")
        void runs(TestTasks tasks) {
            assertThat(tasks.await().reports()).hasSize(1);
        }

        @Test
        void asksForNothingOfTheFake(BatchClient client) {
            assertThat(client).isNotNull();
        }

        @Test
        void needsTheFake(FakeAzure azure) {
            azure.reset();
        }

        @Test
        @DiffersLive(reason = "nodes come slower")
        void differs(BatchClient client) {
            assertThat(client).isNull();
        }
    }

    @BatchTest
    static class NeedsTheFakeTestCase {
        @BeforeEach
        void virtual(FakeClock clock) {
            clock.virtual();
        }

        @Test
        void test() {}
    }

    @BatchTest
    static class ReuseTestCase {
        static final List<String> POOLS = new CopyOnWriteArrayList<>();

        @Test
        void asks(@WithPool(reuse = "reuse-test") TestPool pool) {
            POOLS.add(pool.id());
        }
    }

    @BatchTest
    static class DearTestCase {
        @Test
        void asks(@WithPool(nodes = 10) TestPool pool) {
            throw new AssertionError("there should be no " + pool);
        }
    }

    @BatchTest
    static class WrongMarksTestCase {
        @Test
        @VerifiedLive(on = "yesterday")
        void noDate() {}

        @Test
        @VerifiedLive(on = "2026-11-23")
        @DiffersLive(reason = "it does")
        void both() {}
    }
}
