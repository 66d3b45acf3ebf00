package io.github.batchbench.fake.protocol;

import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/** A REST API of the fake: answers every request, errors included, and never throws. Thread-safe. */
@FunctionalInterface
public interface Handler {
    /** The answer to the request. */
    Response handle(Request request);

    /**
     * How long a body the host may read for this request, in bytes, judged by its head alone. A longer one is not kept:
     * its request comes with a body that has a length but cannot be opened.
     */
    default long bodyLimit(Request head) {
        return Long.MAX_VALUE;
    }

    /** Whether web pages may call it, which is right only where every call proves who sends it. */
    default boolean servesWebPages() {
        return false;
    }

    /**
     * The answer to a request that the host itself refuses, in the form of this API.
     *
     * @param status HTTP status, 4xx or 5xx
     * @param reason a sentence without secrets
     * @param head what is known of the request; its body is empty
     */
    default Response refuse(int status, String reason, Request head) {
        Content body = Content.of(reason + "\n");
        Headers headers = Headers.NONE
                .with("Content-Type", "text/plain;charset=utf-8")
                .with("Content-Length", Integer.toString((reason + "\n").getBytes(StandardCharsets.UTF_8).length));
        return new Response(status, headers, body);
    }

    /** This API, with its limits and refusals, whose answers come from elsewhere. */
    default Handler answeredBy(Function<Request, Response> answers) {
        Handler api = this;
        return new Handler() {
            @Override
            public Response handle(Request request) {
                return answers.apply(request);
            }

            @Override
            public long bodyLimit(Request head) {
                return api.bodyLimit(head);
            }

            @Override
            public boolean servesWebPages() {
                return api.servesWebPages();
            }

            @Override
            public Response refuse(int status, String reason, Request head) {
                return api.refuse(status, reason, head);
            }
        };
    }
}
