package io.github.batchbench.fake.protocol.arm;

import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.model.Revision;
import io.github.batchbench.fake.protocol.Content;
import io.github.batchbench.fake.protocol.Headers.Header;
import io.github.batchbench.fake.protocol.HttpDates;
import java.util.ArrayList;
import java.util.List;

/**
 * What is answered, but for the headers that every answer has.
 *
 * @param status HTTP status
 * @param headers in their order
 * @param content the body
 */
record ArmAnswer(int status, List<Header> headers, Content content) {
    /** An answer without a body. */
    static ArmAnswer status(int status) {
        List<Header> headers = status == 204 ? List.of() : List.of(new Header("Content-Length", "0"));
        return new ArmAnswer(status, headers, Content.EMPTY);
    }

    /**
     * What takes its time: 202 with a place to ask, which is absolute, as some clients want it, and a second to wait, as without
     * one they wait for thirty.
     */
    static ArmAnswer accepted(String location) {
        return status(202).with("Location", location).with("Retry-After", "1");
    }

    /** An object. */
    static ArmAnswer json(int status, Document document) {
        return body(status, ArmJson.print(document));
    }

    /** A list in the form that all lists have. */
    static ArmAnswer list(List<Document> values) {
        return json(200, Document.of("value", values));
    }

    /** JSON that is no object. */
    static ArmAnswer body(int status, byte[] json) {
        return new ArmAnswer(
                status,
                List.of(
                        new Header("Content-Type", "application/json; charset=utf-8"),
                        new Header("Content-Length", Integer.toString(json.length))),
                Content.of(json));
    }

    /** The ETag of what is in an account: a weak one. */
    static String eTag(Revision revision) {
        return "W/\"" + revision.eTag() + "\"";
    }

    /** This answer about something in an account that was last written so. */
    ArmAnswer of(Revision revision) {
        return with("ETag", eTag(revision)).with("Last-Modified", HttpDates.format(revision.lastModified()));
    }

    /** This answer with one more header. */
    ArmAnswer with(String name, String value) {
        List<Header> more = new ArrayList<>(headers);
        more.add(new Header(name, value));
        return new ArmAnswer(status, List.copyOf(more), content);
    }
}
