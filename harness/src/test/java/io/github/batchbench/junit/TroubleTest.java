package io.github.batchbench.junit;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.delete;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.azure.batch.BatchClient;
import io.github.batchbench.api.FakeAzure;
import io.github.batchbench.api.SetUpInterruptedException;
import io.github.batchbench.api.TestJob;
import io.github.batchbench.api.TestTasks;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.platform.testkit.engine.EngineExecutionResults;

/** Nothing stays behind, and nobody is left in the dark, when something goes wrong. */
class TroubleTest {
    @Test
    void endsTheFakeWhenSetUpFails() throws IOException {
        EngineExecutionResults results = Runs.of(SetUpFailsTestCase.class);

        assertThat(Runs.failures(results))
                .hasSize(2)
                .allSatisfy(text -> assertThat(text).contains("set-up failed"));
        assertThat(SetUpFailsTestCase.PORTS).hasSize(2);
        for (int port : SetUpFailsTestCase.PORTS) {
            assertThat(listens(port)).isFalse();
        }
    }

    @Test
    void failsATestWhoseTearDownFailsAndNamesWhatIsLeft() {
        EngineExecutionResults results = Runs.of(TearDownFailsTestCase.class);

        assertThat(Runs.failures(results))
                .singleElement()
                .asString()
                .contains("Could not be taken down: job bb-", "AccountIsDisabled");
    }

    @Test
    void addsTroubleOfTheTearDownToTheTestsOwn() {
        EngineExecutionResults results = Runs.of(FailsTwiceTestCase.class);

        assertThat(Runs.failures(results))
                .singleElement()
                .asString()
                .startsWith("java.lang.AssertionError: the test's own")
                .contains("suppressed io.github.batchbench.api.TearDownException");
    }

    @Test
    void killsWhatATimedOutTestWasWaitingFor() {
        EngineExecutionResults results = Runs.of(TimesOutTestCase.class);

        assertThat(Runs.failures(results))
                .singleElement()
                .asString()
                .contains("TimeoutException", "The evidence is in");
        assertThat(TimesOutTestCase.AGENTS).hasSize(1);
        assertThat(ProcessHandle.current().children())
                .noneMatch(child -> child.info().commandLine().orElse("").contains("987654"));
    }

    @Test
    void takesDownWhenATestIsInterrupted() {
        EngineExecutionResults results = Runs.of(InterruptedTestCase.class);

        // Whether the thread was still marked as interrupted is nobody's business any more.
        boolean marked = Thread.interrupted();
        assertThat(Runs.failures(results)).as("still marked: %s", marked).isEmpty();
        assertThat(InterruptedTestCase.SEEN).containsExactly("gone");
    }

    private static boolean listens(int port) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (ConnectException refused) {
            return false;
        }
    }

    @BatchTest
    static class SetUpFailsTestCase {
        static final List<Integer> PORTS = new CopyOnWriteArrayList<>();

        @BeforeEach
        void fails(FakeAzure azure) {
            PORTS.add(azure.batchEndpoint().getPort());
            throw new IllegalStateException("set-up failed");
        }

        @Test
        void one() {}

        @Test
        void other() {}
    }

    @BatchTest
    static class TearDownFailsTestCase {
        @Test
        void test(TestJob job, FakeAzure azure) {
            refuseDeletion(azure);
        }
    }

    static void refuseDeletion(FakeAzure azure) {
        azure.wireMock()
                .stubFor(
                        delete(urlPathMatching("/jobs/.*"))
                                .willReturn(
                                        aResponse()
                                                .withStatus(403)
                                                .withBody(
                                                        "{\"code\":\"AccountIsDisabled\",\"message\":{\"lang\":\"en-US\",\"value\":\"No.\"}}")));
    }

    @BatchTest
    static class FailsTwiceTestCase {
        @Test
        void test(TestJob job, FakeAzure azure) {
            refuseDeletion(azure);
            throw new AssertionError("the test's own");
        }
    }

    @BatchTest
    static class TimesOutTestCase {
        static final List<FakeAzure> AGENTS = new CopyOnWriteArrayList<>();

        @Test
        @Timeout(value = 2, unit = TimeUnit.SECONDS)
        @WithTasks("sleep 987654")
        void waits(TestTasks tasks, FakeAzure azure) {
            AGENTS.add(azure);
            tasks.await();
        }
    }

    @BatchTest(fake = Scope.CLASS)
    static class InterruptedTestCase {
        static final List<String> SEEN = new CopyOnWriteArrayList<>();

        @Test
        @WithTasks("sleep 987654")
        void isInterrupted(TestTasks tasks) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(tasks::await).isInstanceOf(SetUpInterruptedException.class);
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
        }

        @Test
        void look(BatchClient client) throws IOException {
            assertThat(client.jobOperations().listJobs()).isEmpty();
            SEEN.add("gone");
        }

        @AfterEach
        void stillMarked() {
            // The kit's tear-down, which comes next, must do its work all the same.
        }
    }
}
