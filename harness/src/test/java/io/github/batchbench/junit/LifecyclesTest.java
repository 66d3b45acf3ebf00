package io.github.batchbench.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.microsoft.azure.batch.BatchClient;
import io.github.batchbench.api.FakeAzure;
import io.github.batchbench.api.TestContainer;
import io.github.batchbench.api.TestJob;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;

/** All the ways in which JUnit makes test objects and calls their methods. */
@SuppressWarnings("NullAway") // The kit sets the fields, or refuses to.
class LifecyclesTest {
    private static EngineTestKit.Builder parallel(Class<?>... classes) {
        return Runs.kit(classes)
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
                .configurationParameter("junit.jupiter.execution.parallel.mode.default", "concurrent")
                .configurationParameter("junit.jupiter.execution.parallel.mode.classes.default", "concurrent")
                .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
                .configurationParameter("junit.jupiter.execution.parallel.config.fixed.parallelism", "2");
    }

    @Test
    void givesEachTestItsOwnFake() {
        EngineExecutionResults results = Runs.of(EachTestCase.class);

        assertThat(Runs.failures(results)).isEmpty();
        results.testEvents().assertStatistics(stats -> stats.succeeded(9));
        assertThat(EachTestCase.SEEN).hasSize(7).doesNotHaveDuplicates();
    }

    @Test
    void servesOneObjectForAllTests() {
        EngineExecutionResults results = Runs.of(OneObjectTestCase.class);

        assertThat(Runs.failures(results)).isEmpty();
        assertThat(OneObjectTestCase.SEEN).hasSize(3).containsOnly(OneObjectTestCase.SEEN.get(0));
    }

    @Test
    void isRegisteredByFieldsOfClassesAndOfInstances() {
        EngineExecutionResults results = Runs.of(StaticFieldTestCase.class, InstanceFieldTestCase.class);

        assertThat(Runs.failures(results)).isEmpty();
        results.testEvents().assertStatistics(stats -> stats.succeeded(3));
    }

    @Test
    void runsMethodsAndClassesInParallel() {
        EngineExecutionResults results =
                parallel(ParallelTestCase.class, OtherParallelTestCase.class).execute();

        assertThat(Runs.failures(results)).isEmpty();
        results.testEvents().assertStatistics(stats -> stats.succeeded(20));
    }

    @Test
    void saysHowToAskOutsideOfATest() {
        EngineExecutionResults results =
                Runs.of(TooEarlyTestCase.class, StaticFixtureTestCase.class, FinalFixtureTestCase.class);

        assertThat(Runs.failures(results))
                .hasSize(4)
                .anySatisfy(text -> assertThat(text).contains("lives for one test only", "fake = Scope.CLASS"))
                .anySatisfy(text -> assertThat(text).contains("cannot be final"))
                .anySatisfy(
                        text -> assertThat(text).contains("There is no fixture for", "The types are", "BatchClient"));
    }

    @Test
    void refusesFieldsThatParallelTestsWouldShare() {
        EngineExecutionResults results = parallel(SharedFieldTestCase.class).execute();

        assertThat(Runs.failures(results))
                .hasSize(2)
                .allSatisfy(text -> assertThat(text).contains("ask for it as a parameter"));
    }

    @BatchTest
    static class EachTestCase {
        static final List<FakeAzure> SEEN = new CopyOnWriteArrayList<>();

        private final FakeAzure ofConstructor;

        @Fixture
        private FakeAzure ofField;

        EachTestCase(FakeAzure azure) {
            ofConstructor = azure;
        }

        @BeforeEach
        void same(FakeAzure azure) {
            assertThat(azure).isSameAs(ofConstructor).isSameAs(ofField);
            SEEN.add(azure);
        }

        @Test
        void test(FakeAzure azure) {
            assertThat(azure).isSameAs(ofConstructor);
        }

        @RepeatedTest(2)
        void repeated() {}

        @ParameterizedTest
        @ValueSource(ints = {1, 2})
        void parameterized(int number, BatchClient client) {
            assertThat(client.customBehaviors()).isNotNull();
        }

        @TestFactory
        Stream<DynamicTest> dynamic(BatchClient client) {
            return Stream.of("a", "b", "c")
                    .map(name -> dynamicTest(
                            name,
                            () -> assertThat(client.poolOperations().listPools())
                                    .isEmpty()));
        }

        @Nested
        class Inside {
            @Fixture
            private FakeAzure inner;

            @Test
            void nested(FakeAzure azure) {
                assertThat(azure).isSameAs(inner).isSameAs(ofField);
            }
        }
    }

    @BatchTest(fake = Scope.CLASS)
    @TestInstance(Lifecycle.PER_CLASS)
    static class OneObjectTestCase {
        static final List<FakeAzure> SEEN = new CopyOnWriteArrayList<>();

        OneObjectTestCase(FakeAzure azure) {
            SEEN.add(azure);
        }

        @Test
        void one(FakeAzure azure) {
            SEEN.add(azure);
        }

        @Test
        void other(FakeAzure azure) {
            SEEN.add(azure);
        }
    }

    static class StaticFieldTestCase {
        @RegisterExtension
        static final BatchExtension BATCH = BatchExtension.builder()
                .fake(Scope.CLASS)
                .options(options -> options.withBatchAccount("nightly", "bmlnaHRseQ=="))
                .prepare(azure -> azure.clock().virtual())
                .build();

        @BeforeAll
        static void ready(FakeAzure azure) {
            assertThat(azure.clock().isVirtual()).isTrue();
        }

        @Test
        void asIsSaid(FakeAzure azure) {
            assertThat(azure.batchAccount()).isEqualTo("nightly");
        }

        @Nested
        class Inside {
            @Test
            void asIsSaidAround(FakeAzure azure) {
                assertThat(azure.batchAccount()).isEqualTo("nightly");
            }
        }
    }

    static class InstanceFieldTestCase {
        @RegisterExtension
        final BatchExtension batch = BatchExtension.builder()
                .options(options -> options.withStorageAccount("texts", "dGV4dHM="))
                .build();

        @Test
        void asIsSaid(FakeAzure azure) {
            assertThat(azure.storageAccount()).isEqualTo("texts");
        }
    }

    @BatchTest
    static class ParallelTestCase {
        @RepeatedTest(10)
        void each(TestContainer container, FakeAzure azure) {
            assertThat(azure.storage().containers().list("", "", 10).items()).hasSize(1);
            assertThat(container.blobs()).isEmpty();
        }
    }

    @BatchTest(fake = Scope.CLASS)
    @Execution(ExecutionMode.CONCURRENT)
    static class OtherParallelTestCase {
        @RepeatedTest(10)
        void each(TestJob job, BatchClient client) throws Exception {
            assertThat(client.jobOperations().getJob(job.id()).id()).isEqualTo(job.id());
        }
    }

    @BatchTest
    static class TooEarlyTestCase {
        @BeforeAll
        static void asks(BatchClient client) {}

        @Test
        void test() {}
    }

    @BatchTest
    static class StaticFixtureTestCase {
        @Fixture
        static BatchClient client;

        @Test
        void test() {}
    }

    @BatchTest
    static class FinalFixtureTestCase {
        @Nested
        class Final {
            @Fixture
            private final BatchClient client = null;

            @Test
            void test() {
                assertThat(client).isNull();
            }
        }

        @Nested
        class Foreign {
            @Fixture
            private AutoCloseable anything;

            @Test
            void test() {
                assertThat(anything).isNull();
            }
        }
    }

    @BatchTest
    @TestInstance(Lifecycle.PER_CLASS)
    @Execution(ExecutionMode.CONCURRENT)
    static class SharedFieldTestCase {
        @Fixture
        private BatchClient client;

        @Test
        void one() {
            assertThat(client).isNotNull();
        }

        @Test
        void other() {
            assertThat(client).isNotNull();
        }
    }
}
