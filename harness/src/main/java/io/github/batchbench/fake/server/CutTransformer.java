package io.github.batchbench.fake.server;

import com.github.tomakehurst.wiremock.extension.ResponseTransformerV2;
import com.github.tomakehurst.wiremock.http.ChunkedDribbleDelay;
import com.github.tomakehurst.wiremock.http.HttpHeader;
import com.github.tomakehurst.wiremock.http.HttpHeaders;
import com.github.tomakehurst.wiremock.http.Response;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Promises a whole body and sends half of it: the host breaks the connection off there. */
public final class CutTransformer implements ResponseTransformerV2 {
    /** What stubs ask for it by. */
    public static final String NAME = "cut";

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
        byte[] body = response.getBody();
        if (body == null || body.length == 0) {
            return response;
        }
        List<HttpHeader> headers = new ArrayList<>();
        response.getHeaders().all().stream()
                .filter(header -> !header.keyEquals("Content-Length"))
                .forEach(headers::add);
        headers.add(new HttpHeader("Content-Length", Integer.toString(body.length)));
        return Response.Builder.like(response)
                .but()
                .headers(new HttpHeaders(headers))
                .body(Arrays.copyOf(body, body.length / 2))
                // Sent piece by piece, it is under way before the host finds that it is too short.
                .chunkedDribbleDelay(new ChunkedDribbleDelay(2, 2))
                .build();
    }
}
