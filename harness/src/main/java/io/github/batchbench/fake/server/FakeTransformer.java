package io.github.batchbench.fake.server;

import com.github.tomakehurst.wiremock.extension.ResponseTransformerV2;
import com.github.tomakehurst.wiremock.http.Response;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import io.github.batchbench.fake.protocol.Handler;
import io.github.batchbench.fake.protocol.Request;
import java.time.InstantSource;

/** Asks the fake for the answer; a delay, dribble or fault of the stub that led here stays. */
final class FakeTransformer implements ResponseTransformerV2 {
    static final String NAME = "fake";

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
        RawRequest.noteReached();
        io.github.batchbench.fake.protocol.Response answer = RawAnswer.dated(RawAnswer.of(api, request), clock);
        if (RawAnswer.isError(answer)) {
            RawRequest.noteError(answer.body());
        }
        return Response.Builder.like(response)
                .but()
                .status(answer.status())
                .headers(ServeEvents.headers(answer.headers()))
                .body(() -> new LazyStream(answer.body()))
                .build();
    }
}
