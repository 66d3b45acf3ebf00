package io.github.batchbench.fake.protocol.batch;

import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.model.Revision;
import io.github.batchbench.fake.protocol.Content;
import io.github.batchbench.fake.protocol.Headers.Header;
import io.github.batchbench.fake.protocol.HttpDates;
import io.github.batchbench.fake.protocol.batch.json.JsonPrinter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * What an operation answers, before the headers that every answer has. Without a {@code Content-Length} it is sent
 * chunked, as the service sends nearly everything (recorded). Immutable.
 *
 * @param content makes the body, once: a page is printed when the account's lock, under which it was made, is given back
 */
record Answer(int status, List<Header> headers, Supplier<Content> content) {
    static final String JSON = "application/json;odata=minimalmetadata";

    static Answer status(int status) {
        return new Answer(status, List.of(), () -> Content.EMPTY);
    }

    static Answer json(int status, Document document) {
        return new Answer(
                status, List.of(new Header("Content-Type", JSON)), () -> Content.of(JsonPrinter.print(document)));
    }

    Answer with(String name, String value) {
        List<Header> more = new ArrayList<>(headers);
        more.add(new Header(name, value));
        return new Answer(status, List.copyOf(more), content);
    }

    Answer with(Revision revision) {
        return with("ETag", revision.eTag()).with("Last-Modified", HttpDates.format(revision.lastModified()));
    }

    Answer withId(String url) {
        return with("DataServiceId", url);
    }

    Answer withLocation(String url) {
        return with("DataServiceId", url).with("Location", url);
    }
}
