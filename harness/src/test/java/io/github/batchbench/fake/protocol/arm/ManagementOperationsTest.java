package io.github.batchbench.fake.protocol.arm;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batchbench.api.FakeAzure;
import io.github.batchbench.fake.protocol.arm.ManagementOperations.Listed;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each operation of the provider is either done or refused by its name, in Resource Manager's form. */
@Timeout(120)
class ManagementOperationsTest {
    private static FakeAzure azure;

    @BeforeAll
    static void start() {
        azure = FakeAzure.start();
    }

    @AfterAll
    static void close() {
        azure.close();
    }

    static Iterable<Listed> operations() {
        return ManagementOperations.all();
    }

    @ParameterizedTest
    @MethodSource("operations")
    void isDoneOrNamesItself(Listed operation) {
        HttpResponse<String> answer = ManagementOperations.send(azure, operation);

        assertThat(answer.statusCode()).isNotEqualTo(500);
        if (answer.statusCode() == 501) {
            String kind = operation.path().replaceFirst(".*\\{accountName}/(\\w+).*", "$1");
            assertThat(answer.body())
                    .contains(
                            "\"code\":\"NotImplemented\"",
                            operation.method() + " Microsoft.Batch/batchAccounts/" + kind);
        }
    }

    /** Whoever models another one has a client call it. */
    @Test
    void whatIsModelledIsCalledByAClient() {
        assertThat(ManagementOperations.all())
                .filteredOn(operation -> ManagementOperations.isModelled(azure, operation))
                .hasSizeGreaterThan(30)
                .allSatisfy(operation ->
                        assertThat(operation.calledBy()).as(operation.id()).isNotEmpty());
    }
}
