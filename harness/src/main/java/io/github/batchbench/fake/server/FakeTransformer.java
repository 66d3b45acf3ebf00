package io.github.batchbench.fake.server;

import com.github.tomakehurst.wiremock.extension.ResponseTransformerV2;
import com.github.tomakehurst.wiremock.http.HttpHeader;
import com.github.tomakehurst.wiremock.http.HttpHeaders;
import com.github.tomakehurst.wiremock.http.Response;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import io.github.batchbench.fake.protocol.Handler;
import io.github.batchbench.fake.protocol.Headers;
import io.github.batchbench.fake.protocol.HttpDates;
import io.github.batchbench.fake.protocol.Request;
import java.time.InstantSource;
import java.util.List;

/** Asks the fake for the answer; a delay, dribble or fault of the stub that led here stays. */
final class FakeTransformer implements ResponseTransformerV2 {
    static final String NAME = "fake";

    private static final int LEAST_ERROR = 400;

    private final Handler api;
    private final InstantSource clock;

    FakeTransformer(Handler api, InstantSource clock) {
        this.api = api;
        this.clock = clock;
    }

    @Override
    public String getName() {
        return NAME;
    }

    @Override
    public boolean applyGlobally() {
        return false;
    }

    @Override
    public Response transform(Response response, ServeEvent event) {
        Request request = RawRequest.current().orElseGet(() -> {
            throw new IllegalStateException("a request reached the fake around its host");
        });
        io.github.batchbench.fake.protocol.Response answer = answer(api, request);
        if (isError(answer)) {
            RawRequest.noteError(answer.body());
        }
        return Response.Builder.like(response)
                .but()
                .status(answer.status())
                .headers(headers(answer.headers()))
                .body(() -> new LazyStream(answer.body()))
                .build();
    }

    static boolean isError(io.github.batchbench.fake.protocol.Response answer) {
        return answer.status() >= LEAST_ERROR;
    }

    /** The answer; the body of the request is gone before the client can know. */
    static io.github.batchbench.fake.protocol.Response answer(Handler api, Request request) {
        try {
            return api.handle(request);
        } finally {
            if (request.body() instanceof SpooledBody spooled) {
                spooled.close();
            }
        }
    }

    private HttpHeaders headers(Headers headers) {
        Headers dated =
                headers.first("Date").isPresent() ? headers : headers.with("Date", HttpDates.format(clock.instant()));
        List<HttpHeader> lines = dated.lines().stream()
                .map(line -> new HttpHeader(line.name(), line.value()))
                .toList();
        return new HttpHeaders(lines);
    }
}
