package io.github.batchbench.fake.protocol.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batchbench.fake.model.Facts;
import io.github.batchbench.fake.protocol.Content;
import io.github.batchbench.fake.protocol.Headers;
import io.github.batchbench.fake.protocol.HttpDates;
import io.github.batchbench.fake.protocol.Request;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No operation of the Batch service is done for someone who does not have the key, or had it a while ago. */
@SuppressWarnings("NullAway.Init") // JUnit sets the field
class EveryDoorIsLockedTest {
    private static final String QUERY = "api-version=" + Caller.VERSION;

    private Service service;

    @BeforeEach
    void open() {
        service = new Service().withPoolAndJob();
    }

    @AfterEach
    void close() {
        service.close();
    }

    static Stream<String> operations() {
        return Facts.lines("protocol/batch/operations.txt").stream();
    }

    @ParameterizedTest
    @MethodSource("operations")
    void nobodyGetsInWithoutAFreshSignature(String operation) {
        String method = operation.split(" ", -1)[1];
        String path = operation
                .split(" ", -1)[2]
                .replace("{poolId}", "pool1")
                .replace("{jobId}", "Job1")
                .replaceAll("\\{\\w+}", "x");
        Headers dated = dated(Service.START);
        String signature = Caller.authorization(method, path, QUERY, dated);

        refused(400, method, path, dated);
        refused(method, path, dated.with("Authorization", signature.replaceFirst(":.", ":_")));
        refused(method, path, dated.with("Authorization", signature.replace(Caller.ACCOUNT, "other")));
        refused(method, path, dated.with("Authorization", Caller.authorization(method, path + "y", QUERY, dated)));
        refused(method, path, dated.with("Authorization", Caller.authorization("PURGE", path, QUERY, dated)));
        refused(method, path, dated.with("Authorization", "Bearer expired"));
        Headers replayed = dated(Service.START.minus(Duration.ofMinutes(16)));
        refused(method, path, replayed.with("Authorization", Caller.authorization(method, path, QUERY, replayed)));
    }

    private static Headers dated(Instant at) {
        return Headers.NONE.with("ocp-date", HttpDates.format(at));
    }

    private void refused(String method, String path, Headers headers) {
        refused(403, method, path, headers);
    }

    private void refused(int status, String method, String path, Headers headers) {
        Caller.Result result = service.caller.handle(new Request(method, path, QUERY, headers, Content.EMPTY));

        assertThat(result.status()).isEqualTo(status);
        assertThat(result.text()).doesNotContain(Caller.KEY);
    }
}
