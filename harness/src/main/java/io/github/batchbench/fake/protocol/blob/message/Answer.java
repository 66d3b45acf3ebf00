package io.github.batchbench.fake.protocol.blob.message;

import io.github.batchbench.fake.blob.Reading;
import io.github.batchbench.fake.protocol.Content;
import io.github.batchbench.fake.protocol.Headers;
import io.github.batchbench.fake.protocol.Headers.Header;
import io.github.batchbench.fake.protocol.HttpDates;
import io.github.batchbench.fake.protocol.Response;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An answer in the making. */
public final class Answer {
    private final int status;
    private final List<Header> headers = new ArrayList<>();
    private Content body = Content.EMPTY;
    private Response.Aside aside = Response.Aside.NONE;
    private long length;

    private Answer(int status) {
        this.status = status;
    }

    /** An answer with nothing but a status. */
    public static Answer of(int status) {
        return new Answer(status);
    }

    /** Adds a header, unless there is no value. */
    public Answer header(String name, @Nullable String value) {
        if (value != null) {
            headers.add(new Header(name, value));
        }
        return this;
    }

    /** Adds the entity tag and the time of the last change. */
    public Answer etag(String etag, Instant modified) {
        return header("ETag", "\"" + etag + "\"").header("Last-Modified", HttpDates.format(modified));
    }

    /** Makes a document the body. */
    public Answer xml(String document) {
        header("Content-Type", "application/xml");
        return body(Content.of(document));
    }

    /** Makes a content the body. */
    public Answer body(Content content) {
        body = content;
        length = content.length();
        return this;
    }

    /** Makes bytes of a blob the body. */
    public Answer body(Reading reading) {
        return body(new Content() {
            @Override
            public long length() {
                return reading.length();
            }

            @Override
            public InputStream open() {
                return reading.open();
            }
        });
    }

    /** For HEAD: says how long the body would be. */
    public Answer lengthOnly(long bytes) {
        length = bytes;
        return this;
    }

    /** Says something to whoever runs the fake. */
    public Answer aside(Response.Aside somethingToSay) {
        aside = somethingToSay;
        return this;
    }

    /** The answer; what every answer carries is added, what its version does not know is left out. */
    public Response build(List<Header> common, ServiceVersion version) {
        headers.addAll(common);
        if (status != 304 && status != 204) {
            headers.add(new Header("Content-Length", String.valueOf(length)));
        }
        return new Response(status, Headers.of(version.of(headers)), body, aside);
    }
}
