package io.github.batchbench.junit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.http.LoggedResponse;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import com.github.tomakehurst.wiremock.stubbing.StubMapping;
import io.github.batchbench.api.FakeAzure;
import io.github.batchbench.fake.server.WireMockHost;
import io.github.batchbench.redaction.Redaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The requests that a fake has got, without secrets. What a request hands over as a secret, the value of an environment
 * setting for example, is a secret in every other file of the evidence as well.
 */
final class Journal {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String HIDDEN = "REDACTED";
    private static final String NO_JSON = "(no JSON)";
    private static final int LONGEST_BODY = 4000;
    /** Shorter texts are no secrets, and to hide each {@code 1} would hide what happened. */
    private static final int SHORTEST_SECRET = 6;

    private static final Set<String> SECRET_NAMES =
            Set.of("password", "accountkey", "saskey", "sastoken", "sshprivatekey", "azurestorageaccountkey", "data");

    private final List<ServeEvent> events;
    private final Set<String> secrets = new HashSet<>();

    private Journal(List<ServeEvent> events) {
        this.events = events;
    }

    /** The requests since a moment of real time, the oldest first. */
    static Journal of(FakeAzure azure, Instant since) {
        List<ServeEvent> events = Stream.of(azure.wireMock(), azure.blobWireMock())
                .map(WireMockServer::getAllServeEvents)
                .flatMap(List::stream)
                .filter(event -> !event.getRequest().getLoggedDate().toInstant().isBefore(since))
                .sorted(Comparator.comparing(event -> event.getRequest().getLoggedDate()))
                .toList();
        Journal journal = new Journal(events);
        journal.secrets.add(azure.batchKey());
        azure.storageKeys().forEach(keys -> journal.secrets.addAll(List.of(keys.key1(), keys.key2())));
        azure.token().ifPresent(journal.secrets::add);
        events.forEach(event -> journal.read(event.getRequest().getBodyAsString()));
        return journal;
    }

    /** Hides all that the requests have shown to be secret. */
    Redaction redaction() {
        return Redaction.of(secrets.stream()
                .filter(secret -> secret.length() >= SHORTEST_SECRET)
                .sorted(Comparator.comparing(String::length).reversed())
                .toArray(String[]::new));
    }

    /**
     * A request and its answer, whose bodies have no secret properties.
     *
     * @param status 0 if there was no answer
     * @param by who has answered, if not the fake itself; else empty
     */
    record Exchange(Instant at, String method, String url, int status, String by, String body, String answer) {}

    /** All of them, the oldest first; what is secret elsewhere in them is for {@link #redaction}. */
    List<Exchange> exchanges() {
        return events.stream().map(this::exchange).toList();
    }

    private Exchange exchange(ServeEvent event) {
        LoggedResponse response = event.getResponse();
        return new Exchange(
                event.getRequest().getLoggedDate().toInstant(),
                event.getRequest().getMethod().getName(),
                event.getRequest().getAbsoluteUrl(),
                response == null ? 0 : response.getStatus(),
                answeredBy(event.getStubMapping()),
                read(event.getRequest().getBodyAsString()),
                answer(response));
    }

    /** One line for each request, and its body on the next one. */
    String text() {
        Redaction redaction = redaction();
        return exchanges().stream()
                .map(exchange -> redaction.apply(lines(exchange)))
                .collect(Collectors.joining());
    }

    private static String lines(Exchange exchange) {
        return "%s %s %s -> %s%s%n%s%s"
                .formatted(
                        exchange.at(),
                        exchange.method(),
                        exchange.url(),
                        exchange.status() == 0 ? "no answer" : exchange.status(),
                        exchange.by().isEmpty() ? "" : " by " + exchange.by(),
                        exchange.body().isEmpty() ? "" : "  " + exchange.body() + "\n",
                        exchange.answer().isEmpty() ? "" : "  -> " + exchange.answer() + "\n");
    }

    /** The body of an answer, as far as WireMock has kept it. */
    private String answer(@Nullable LoggedResponse response) {
        String body = response == null ? "" : String.valueOf(response.getBodyAsString());
        String text = read(body);
        return text.equals(NO_JSON) ? "an answer of more bytes than are kept, which begins " + beginning(body) : text;
    }

    /** Names of properties only: what is a secret cannot be told where the rest is missing. */
    private static String beginning(String body) {
        int value = body.indexOf(':');
        return value < 0 ? "{" : body.substring(0, Math.min(value, 80)) + ": ...";
    }

    /** Who it was, if not the fake itself: a fault, or a stub of the test's own. */
    private static String answeredBy(@Nullable StubMapping stub) {
        if (stub == null || WireMockHost.STUB_NAME.equals(stub.getName())) {
            return "";
        }
        return stub.getName() == null ? "a stub of the test" : stub.getName();
    }

    /** The body without its secrets, which are noted. */
    private String read(String body) {
        if (!body.startsWith("{")) {
            return "";
        }
        try {
            JsonNode tree = JSON.readTree(body);
            hide(tree);
            String text = tree.toString();
            return text.length() > LONGEST_BODY ? text.substring(0, LONGEST_BODY) + " ..." : text;
        } catch (JsonProcessingException e) {
            return NO_JSON;
        }
    }

    private void hide(JsonNode node) {
        if (node instanceof ObjectNode object) {
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            for (String name : names) {
                if (isSecret(name, object)) {
                    secrets.add(object.get(name).asText());
                    object.put(name, HIDDEN);
                }
            }
            object.path("environmentSettings").forEach(this::hideValue);
            object.path("commonEnvironmentSettings").forEach(this::hideValue);
        }
        node.forEach(this::hide);
    }

    private static boolean isSecret(String name, ObjectNode object) {
        return SECRET_NAMES.contains(name.toLowerCase(Locale.ROOT))
                && object.get(name).isTextual();
    }

    private void hideValue(JsonNode setting) {
        if (setting instanceof ObjectNode object && object.path("value").isTextual()) {
            secrets.add(object.get("value").asText());
            object.put("value", HIDDEN);
        }
    }
}
