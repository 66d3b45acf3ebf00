package io.github.batchbench.fake.server;

import com.github.tomakehurst.wiremock.common.Json;
import com.github.tomakehurst.wiremock.http.HttpHeader;
import com.github.tomakehurst.wiremock.http.HttpHeaders;
import com.github.tomakehurst.wiremock.http.LoggedResponse;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import com.github.tomakehurst.wiremock.stubbing.StubMapping;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.github.batchbench.fake.protocol.Content;
import io.github.batchbench.fake.protocol.Headers;
import io.github.batchbench.fake.protocol.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Requests that were answered before WireMock was asked for, as WireMock remembers requests. */
final class ServeEvents {
    private ServeEvents() {}

    /** As if this stub had answered. */
    static ServeEvent of(EarlierRequests.Exchange exchange, StubMapping stub) {
        return new ServeEvent(
                UUID.randomUUID(),
                request(exchange.head()),
                stub,
                ResponseDefinition.copyOf(stub.getResponse()),
                new LoggedResponse(
                        exchange.response().status(),
                        headers(exchange.response().headers()),
                        base64(exchange.answer()),
                        null,
                        null),
                true,
                null,
                null);
    }

    /** By the form that WireMock writes it in: nothing else makes one that was there earlier. */
    private static LoggedRequest request(EarlierRequests.Head head) {
        Request request = head.request();
        String query = request.query().isEmpty() ? "" : "?" + request.query();
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("url", request.path() + query);
        form.put("absoluteUrl", head.caller().url() + query);
        form.put("method", request.method());
        form.put(
                "clientIp",
                request.headers().first("X-Forwarded-For").orElse(head.caller().client()));
        form.put("headers", headers(request.headers()));
        form.put("cookies", cookies(request.headers()));
        form.put("browserProxyRequest", false);
        form.put("loggedDate", head.at().toEpochMilli());
        form.put("bodyAsBase64", base64(head.body()));
        form.put("multiparts", List.of());
        form.put("protocol", head.caller().protocol());
        return Json.mapToObject(form, LoggedRequest.class);
    }

    static HttpHeaders headers(Headers headers) {
        return new HttpHeaders(headers.lines().stream()
                .map(line -> new HttpHeader(line.name(), line.value()))
                .toList());
    }

    private static Map<String, List<String>> cookies(Headers headers) {
        Map<String, List<String>> cookies = new LinkedHashMap<>();
        headers.startingWith("cookie").stream()
                .filter(line -> line.name().equalsIgnoreCase("Cookie"))
                .flatMap(line -> List.of(line.value().split(";")).stream())
                .map(pair -> pair.split("=", 2))
                .filter(pair -> pair.length == 2)
                .forEach(pair -> cookies.computeIfAbsent(pair[0].strip(), name -> new ArrayList<>())
                        .add(pair[1].strip()));
        return cookies;
    }

    private static String base64(Content content) {
        try {
            return Base64.getEncoder().encodeToString(content.bytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
