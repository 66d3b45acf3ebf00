package io.github.batchbench.assertj;

import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.http.RequestMethod;
import com.github.tomakehurst.wiremock.matching.RequestPatternBuilder;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.github.batchbench.api.FakeAzure;
import io.github.batchbench.redaction.Redaction;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.AbstractInstantAssert;
import org.assertj.core.api.AbstractListAssert;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ObjectAssert;

/** Assertions on a fake: the requests that it has got, what it could not do, its time. */
public final class FakeAzureAssert extends AbstractAssert<FakeAzureAssert, FakeAzure> {
    FakeAzureAssert(FakeAzure actual) {
        super(actual, FakeAzureAssert.class);
    }

    /**
     * It has got so many requests of this method whose path, without query, matches the expression; of either service,
     * retries of clients counted.
     */
    public FakeAzureAssert received(int times, String method, String pathExpression) {
        isNotNull();
        long found = lines().filter(line -> line.startsWith(method + " "))
                .filter(line -> line.substring(method.length() + 1).matches(pathExpression))
                .count();
        if (found != times) {
            failWithMessage(
                    "Expected %s requests %s %s but there were %s%s among%n  %s",
                    times,
                    method,
                    pathExpression,
                    found,
                    found > 0 ? "" : nearest(method, pathExpression),
                    String.join("\n  ", lines().toList()));
        }
        return this;
    }

    /** The request that comes nearest, if there is one that is anything like it. */
    private String nearest(String method, String pathExpression) {
        RequestPatternBuilder wanted = RequestPatternBuilder.newRequestPattern(
                RequestMethod.fromString(method), urlPathMatching(pathExpression));
        return Stream.of(actual.wireMock(), actual.blobWireMock())
                .flatMap(server -> server.findTopNearMissesFor(wanted.build()).getNearMisses().stream())
                .min(Comparator.comparing(miss -> miss.getMatchResult().getDistance()))
                .map(miss -> ", the nearest being " + line(miss.getRequest()) + ",")
                .orElse("");
    }

    /** Goes on to all requests as {@code METHOD /path}, the oldest first. */
    public AbstractListAssert<?, List<? extends String>, String, ObjectAssert<String>> requests() {
        isNotNull();
        return Assertions.assertThat(lines().toList()).as("requests");
    }

    private Stream<String> lines() {
        return Stream.of(actual.wireMock(), actual.blobWireMock())
                .map(WireMockServer::getAllServeEvents)
                .flatMap(List::stream)
                .map(ServeEvent::getRequest)
                .sorted(Comparator.comparing(LoggedRequest::getLoggedDate))
                .map(FakeAzureAssert::line);
    }

    private static String line(LoggedRequest request) {
        return Redaction.of().apply(request.getMethod() + " " + path(request.getUrl()));
    }

    private static String path(String url) {
        int query = url.indexOf('?');
        return query < 0 ? url : url.substring(0, query);
    }

    /** It was asked for nothing that it does not do. */
    public FakeAzureAssert didEverythingAsked() {
        isNotNull();
        Assertions.assertThat(actual.notModelled().calls())
                .as("requests answered 501")
                .isEmpty();
        return this;
    }

    /** Goes on to its time, which may be virtual. */
    public AbstractInstantAssert<?> now() {
        isNotNull();
        return Assertions.assertThat(actual.clock().instant()).as("the fake's time");
    }
}
