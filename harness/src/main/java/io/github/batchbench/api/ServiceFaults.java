package io.github.batchbench.api;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.common.Json;
import io.github.batchbench.fake.account.BatchAccount;
import io.github.batchbench.fake.account.ServiceGlitches;
import io.github.batchbench.fake.model.BatchErrorCode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import wiremock.com.fasterxml.jackson.databind.JsonNode;

/** Faults of the Batch service. */
public final class ServiceFaults extends AnswerFaults<ServiceFaults> {
    private static final String ADD_COLLECTION = "/jobs/[^/]+/addtaskcollection";

    private final WireMockServer server;
    private final BatchAccount account;

    ServiceFaults(WireMockServer server, BatchAccount account, StruckRequests requests) {
        super(server, requests);
        this.server = server;
        this.account = account;
    }

    @Override
    ServiceFaults of(StruckRequests others) {
        return new ServiceFaults(server, account, others);
    }

    /**
     * 429 {@code TooManyRequests}; nothing is done.
     *
     * @param retryAfter how long the client is told to wait, in whole seconds
     */
    public Fault throttled(Duration retryAfter) {
        return answer(error(BatchErrorCode.TOO_MANY_REQUESTS).withHeader("Retry-After", seconds(retryAfter)));
    }

    /**
     * 503 {@code ServerBusy}; nothing is done.
     *
     * @param retryAfter how long the client is told to wait, in whole seconds
     */
    public Fault busy(Duration retryAfter) {
        return answer(error(BatchErrorCode.SERVER_BUSY).withHeader("Retry-After", seconds(retryAfter)));
    }

    /** 500 {@code InternalError}; nothing is done. */
    public Fault internalError() {
        return answer(error(BatchErrorCode.INTERNAL_ERROR));
    }

    /** 413 {@code RequestBodyTooLarge} for every collection of more than so many tasks. */
    public Fault collectionsAtMost(int tasks) {
        StruckRequests tooLong = on("POST", ADD_COLLECTION).requests().withBody(body -> items(body) > tasks);
        return of(tooLong.times(requests().times())).answer(error(BatchErrorCode.REQUEST_BODY_TOO_LARGE));
    }

    private static int items(String body) {
        return Json.read(body, JsonNode.class).path("value").size();
    }

    /** The next so many tasks of collections are not added; their results say {@code ServerBusy}, the others are. */
    public Fault partialCollections(int tasks) {
        ServiceGlitches glitches = account.glitches();
        glitches.refuseNext(tasks);
        return Fault.of(glitches::refused, () -> glitches.refuseNext(0));
    }

    /** The counts of all jobs' tasks stay as they are now; a job that is made later counts none. */
    public Fault staleCounts() {
        ServiceGlitches glitches = account.glitches();
        glitches.freezeCounts();
        return Fault.of(glitches::frozen, glitches::thawCounts);
    }

    private static ResponseDefinitionBuilder error(BatchErrorCode code) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("lang", "en-US");
        message.put("value", code.message());
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("code", code.code());
        body.put("message", message);
        return aResponse()
                .withStatus(code.status())
                .withHeader("Content-Type", "application/json;odata=minimalmetadata")
                .withBody(Json.write(body));
    }

    private static String seconds(Duration duration) {
        return Long.toString(duration.toSeconds());
    }
}
