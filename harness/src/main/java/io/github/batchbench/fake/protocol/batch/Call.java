package io.github.batchbench.fake.protocol.batch;

import io.github.batchbench.fake.model.Authentication;
import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.model.Revision;
import io.github.batchbench.fake.protocol.Request;
import io.github.batchbench.fake.protocol.batch.odata.Selection;
import io.github.batchbench.fake.protocol.batch.schema.BodySchema;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request that has passed the checks of the protocol.
 *
 * @param path the decoded path parameters, by name
 * @param query the query parameters, by name without regard to case
 * @param base scheme, host and port as the client knows them
 * @param body its body with names and types checked, empty if there is none
 * @param requestId the id that the service gave it
 * @param time when it arrived
 */
record Call(
        Operation operation,
        Map<String, String> path,
        Map<String, String> query,
        ApiVersion version,
        Request request,
        String base,
        Document body,
        String requestId,
        Instant time) {

    /** How who asks has proved who it is. */
    Authentication authentication() {
        boolean byToken = request.headers()
                .first("Authorization")
                .map(value -> value.regionMatches(true, 0, "Bearer ", 0, "Bearer ".length()))
                .orElse(false);
        return byToken ? Authentication.TOKEN : Authentication.SHARED_KEY;
    }

    /** A path parameter. */
    String pathParameter(String name) {
        String value = path.get(name);
        if (value == null) {
            throw new IllegalArgumentException(operation.id() + " has no " + name + " in its path");
        }
        return value;
    }

    /** A query parameter. */
    Optional<String> parameter(String name) {
        return Optional.ofNullable(query.get(name));
    }

    /** How long nodes may take to process an end before it comes without them; null for ever. */
    @Nullable
    Duration forceAfter() {
        if (parameter("force").filter("true"::equalsIgnoreCase).isPresent()) {
            return Duration.ZERO;
        }
        return parameter("forceAfterSeconds")
                .map(seconds -> Duration.ofSeconds(Math.max(0, Integer.parseInt(seconds))))
                .orElse(null);
    }

    /** The URL of the request without its query. */
    String url() {
        return base + request.path();
    }

    /** The {@code odata.metadata} of an answer. */
    String metadata(String fragment) {
        return base + "/$metadata#" + fragment;
    }

    /** The body's values checked, spelled as the service gives them back. */
    Document normalisedBody() {
        return BodySchema.of(operation.body()).normalised(body, version.text());
    }

    /** An entity as {@code $select} wants it, with its metadata before it. */
    Document entity(String fragment, Document entity) {
        Document selected = parameter("$select")
                .map(text ->
                        Selection.parse(text, BodySchema.of(operation.result()).propertyNames(version.text())))
                .orElse(Selection.ALL)
                .of(entity);
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("odata.metadata", metadata(fragment));
        shown.putAll(selected.properties());
        return Document.of(shown);
    }

    /** Answers a read of an entity that has a revision, or that it was not modified. */
    Answer read(String fragment, Document entity, Revision revision) {
        if (Conditions.check(this, revision) == Conditions.Verdict.NOT_MODIFIED) {
            return Answer.status(304).with(revision);
        }
        return Answer.json(operation.success(), entity(fragment, entity)).with(revision);
    }

    /** Answers a write: the entity's new revision and the URL that was called. */
    Answer written(Revision revision) {
        Answer answer = Answer.status(operation.success()).with(revision).withId(url());
        return operation.success() == 204 ? answer.with("Content-Length", "0") : answer;
    }
}
