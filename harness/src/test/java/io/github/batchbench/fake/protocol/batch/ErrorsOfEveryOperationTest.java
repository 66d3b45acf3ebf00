package io.github.batchbench.fake.protocol.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.microsoft.azure.batch.protocol.models.BatchErrorException;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The main errors of each operation, as the official Java client reports them: what is not there, what is there already,
 * what is not in a state for it, a condition that is not met, a value that is none. Time stands still, so every entity
 * stays in the state that it was brought into.
 */
class ErrorsOfEveryOperationTest {
    private static EveryState state;

    @BeforeAll
    static void bringAboutEveryState() throws Exception {
        state = new EveryState();
    }

    @AfterAll
    static void stop() {
        state.close();
    }

    @TestFactory
    Stream<DynamicTest> refusals() {
        return all().map(row -> DynamicTest.dynamicTest(
                row.operation() + " " + row.expected(), () -> assertRefused(row.expected(), row.call())));
    }

    @Test
    void everyOperationIsInTheTable() {
        Set<String> known = new TreeSet<>();
        Operations.all().stream()
                .filter(operation -> operation.isIn(ApiVersion.SPECIFIED))
                .forEach(operation -> known.add(operation.id()));

        assertThat(all().map(Refusal::operation))
                .containsAll(known)
                .allSatisfy(id -> assertThat(known).contains(id));
    }

    private static Stream<Refusal> all() {
        return Stream.concat(new PoolRefusals(state).all(), new JobRefusals(state).all());
    }

    private static void assertRefused(String expected, ThrowingCallable call) {
        BatchErrorException refusal = catchThrowableOfType(BatchErrorException.class, call);
        assertThat(refusal).as("refused with " + expected).isNotNull();
        String code = refusal.body() == null || refusal.body().code() == null
                ? ""
                : " " + refusal.body().code();
        assertThat(refusal.response().code() + code).isEqualTo(expected);
    }
}
