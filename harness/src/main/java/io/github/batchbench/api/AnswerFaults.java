package io.github.batchbench.api;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.requestMatching;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.stubbing.StubMapping;
import io.github.batchbench.fake.server.CutTransformer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/**
 * Faults of answers over HTTP: first which requests, then what becomes of them. They are stubs of WireMock, so a reset of
 * WireMock ends them too. Delays take real time, whatever clock the fake has. Immutable.
 *
 * @param <S> the kind of faults itself
 */
public abstract sealed class AnswerFaults<S extends AnswerFaults<S>> permits ServiceFaults, StorageFaults {
    /** The transformer that lets a request through to the fake. */
    static final String THROUGH = "fake";

    private static final int PIECES = 10;

    /** The name of the stubs that answer, in WireMock's journal. */
    private static final String NAME = "a fault";

    private final WireMockServer server;
    private final StruckRequests requests;

    AnswerFaults(WireMockServer server, StruckRequests requests) {
        this.server = server;
        this.requests = requests;
    }

    /** The same faults for other requests. */
    abstract S of(StruckRequests others);

    StruckRequests requests() {
        return requests;
    }

    /**
     * Only requests with this method whose path, as it is on the wire, matches this regular expression as a whole.
     *
     * @param method for example {@code POST}; empty for any
     */
    public final S on(String method, String pathRegex) {
        return of(requests.at(method, Pattern.compile(pathRegex)));
    }

    /** Only the first so many requests; a client that tries again often enough gets through. */
    public final S times(int most) {
        return of(requests.times(most));
    }

    /** An answer of this status that says nothing else, as proxies and load balancers give it. */
    public final Fault emptyAnswer(int status) {
        return answer(aResponse().withStatus(status));
    }

    /** The connection is reset before anything has been done. */
    public final Fault reset() {
        return answer(aResponse().withFault(com.github.tomakehurst.wiremock.http.Fault.CONNECTION_RESET_BY_PEER));
    }

    /** It is done, but the connection is reset before the client hears of it. */
    public final Fault lostAnswer() {
        return answer(aResponse()
                .withFault(com.github.tomakehurst.wiremock.http.Fault.CONNECTION_RESET_BY_PEER)
                .withTransformers(THROUGH));
    }

    /** It is done, and the answer comes so much later. */
    public final Fault slow(Duration delay) {
        return answer(
                aResponse().withFixedDelay(Math.toIntExact(delay.toMillis())).withTransformers(THROUGH));
    }

    /** It is done, and the answer comes in small pieces over so much time. */
    public final Fault trickling(Duration time) {
        return answer(aResponse()
                .withChunkedDribbleDelay(PIECES, Math.toIntExact(time.toMillis()))
                .withTransformers(THROUGH));
    }

    /** It is done, and the connection breaks in the middle of the answer's body. An answer without a body is whole. */
    public final Fault cut() {
        return answer(aResponse().withTransformers(THROUGH, CutTransformer.NAME));
    }

    /** What the requests are answered from now on. */
    final Fault answer(ResponseDefinitionBuilder answer) {
        AtomicLong struck = new AtomicLong();
        StubMapping stub = server.stubFor(
                requestMatching(requests.counting(struck)).withName(NAME).willReturn(answer));
        return Fault.of(struck::get, () -> server.removeStubMapping(stub));
    }
}
