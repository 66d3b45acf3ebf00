package io.github.batchbench.fake.protocol;

import org.jspecify.annotations.Nullable;

/**
 * What is answered. The host adds no header of its own but those of the transfer: a response with a
 * {@code Content-Length} header keeps it (also on HEAD), one without is sent chunked.
 *
 * @param status HTTP status
 * @param headers all headers, in order and spelling
 * @param body the body; ignored on HEAD
 * @param aside what the client does not see
 */
public record Response(int status, Headers headers, Content body, Aside aside) {
    /**
     * What there is to say of an answer to whoever runs the fake, and not to the client.
     *
     * @param notModelled the name of the operation or property that the fake does not do, null if it does
     * @param failure what failed in the fake itself, null if nothing did
     */
    public record Aside(
            @Nullable String notModelled, @Nullable Throwable failure) {
        /** Nothing. */
        public static final Aside NONE = new Aside(null, null);

        /** The fake does not do this; nothing, if it is null. */
        public static Aside ofNotModelled(@Nullable String what) {
            return what == null ? NONE : new Aside(what, null);
        }

        /** The fake itself has failed. */
        public static Aside ofFailure(Throwable failure) {
            return new Aside(null, failure);
        }
    }

    /** An answer of which there is nothing more to say. */
    public Response(int status, Headers headers, Content body) {
        this(status, headers, body, Aside.NONE);
    }

    /** The same answer with something to say of it. */
    public Response with(Aside otherAside) {
        return new Response(status, headers, body, otherAside);
    }
}
