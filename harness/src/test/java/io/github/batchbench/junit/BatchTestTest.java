package io.github.batchbench.junit;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.storage.blob.BlobServiceClient;
import com.microsoft.azure.batch.BatchClient;
import io.github.batchbench.api.BatchWorkflow;
import io.github.batchbench.api.FakeAzure;
import io.github.batchbench.azure.AzureAccount;
import java.io.IOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchTestTest {
    @Test
    void sharesAFakeWithinAClassAndEndsItAfterwards() throws IOException {
        Runs.of(SharingTestCase.class)
                .testEvents()
                .assertStatistics(stats -> stats.started(5).succeeded(5));

        assertThat(SharingTestCase.SEEN).hasSize(6).containsOnly(SharingTestCase.SEEN.get(0));
        int port = SharingTestCase.PORTS.get(0);
        assertThat(listens(port)).as("port %s still listens", port).isFalse();
    }

    @Test
    void givesEachClassItsOwnFake() {
        Runs.of(OneTestCase.class, OtherTestCase.class).testEvents().assertStatistics(stats -> stats.succeeded(2));

        assertThat(OneTestCase.SEEN).hasSize(2).doesNotHaveDuplicates();
    }

    @Test
    void leavesParametersOfOtherTypesAlone() {
        Runs.of(ForeignParameterTestCase.class).testEvents().assertStatistics(stats -> stats.failed(1));
    }

    private static boolean listens(int port) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (ConnectException refused) {
            return false;
        }
    }

    /** Not run by itself: its name does not end in Test. */
    @BatchTest(fake = Scope.CLASS)
    static class SharingTestCase {
        static final List<FakeAzure> SEEN = new CopyOnWriteArrayList<>();
        static final List<Integer> PORTS = new CopyOnWriteArrayList<>();

        SharingTestCase(FakeAzure azure) {
            assertThat(SEEN).contains(azure);
        }

        @BeforeAll
        static void beforeAll(FakeAzure azure) {
            SEEN.add(azure);
            PORTS.add(azure.batchEndpoint().getPort());
        }

        @Test
        void clientsReachTheFake(
                FakeAzure azure,
                BatchClient batch,
                BlobServiceClient blobs,
                AzureAccount account,
                BatchWorkflow workflow)
                throws IOException {
            SEEN.add(azure);
            assertThat(batch.poolOperations().listPools()).isEmpty();
            assertThat(blobs.listBlobContainers()).isEmpty();
            assertThat(account.batchEndpoint()).isEqualTo(azure.batchEndpoint());
            assertThat(workflow).isNotNull();
        }

        @RepeatedTest(2)
        void repeated(FakeAzure azure) {
            SEEN.add(azure);
        }

        @ParameterizedTest
        @ValueSource(ints = 1)
        void parameterized(int number, FakeAzure azure) {
            SEEN.add(azure);
        }

        @Nested
        class Inner {
            @Test
            void nested(FakeAzure azure) {
                SEEN.add(azure);
            }
        }
    }

    /** The annotation on another annotation. */
    @Target(ElementType.TYPE)
    @Retention(RetentionPolicy.RUNTIME)
    @BatchTest
    @interface OurTest {}

    /** Inherited by its subclasses. */
    @OurTest
    abstract static class Base {
        static final List<FakeAzure> SEEN = new CopyOnWriteArrayList<>();

        @Test
        void asks(FakeAzure azure) {
            SEEN.add(azure);
        }
    }

    static class OneTestCase extends Base {}

    static class OtherTestCase extends Base {}

    @BatchTest
    static class ForeignParameterTestCase {
        @Test
        void asks(AutoCloseable closeable) {
            assertThat(closeable).isNull();
        }
    }
}
