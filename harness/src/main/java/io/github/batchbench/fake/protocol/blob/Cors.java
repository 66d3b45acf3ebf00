package io.github.batchbench.fake.protocol.blob;

import io.github.batchbench.fake.blob.BlobError;
import io.github.batchbench.fake.blob.CorsRule;
import io.github.batchbench.fake.protocol.Headers;
import io.github.batchbench.fake.protocol.Headers.Header;
import io.github.batchbench.fake.protocol.Request;
import io.github.batchbench.fake.protocol.Response;
import io.github.batchbench.fake.protocol.blob.message.Answer;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the service's rules of CORS say to a browser. They let nobody in: whoever calls from a web page must prove who he
 * is, or read what is public.
 */
final class Cors {
    private static final String ORIGIN = "Origin";
    private static final String METHOD = "Access-Control-Request-Method";
    private static final String HEADERS = "Access-Control-Request-Headers";

    /** What a rule that exposes everything names besides the headers of the answer, as recorded. */
    private static final List<String> OF_TRANSFER = List.of("Content-Length", "Date", "Transfer-Encoding");

    private final List<CorsRule> rules;

    Cors(List<CorsRule> rules) {
        this.rules = rules;
    }

    static boolean isPreflight(Request request) {
        return request.method().equals("OPTIONS");
    }

    /** The answer to a browser that asks whether it may send a request. Nobody signs such a question. */
    Answer preflight(Request request) {
        String origin = required(request, ORIGIN);
        String method = required(request, METHOD);
        Optional<String> headers = request.headers().first(HEADERS);
        List<String> names = headers.map(CorsRule::entries).orElse(List.of());
        CorsRule rule = rules.stream()
                .filter(candidate -> candidate.allowsOrigin(origin)
                        && candidate.allowsMethod(method)
                        && names.stream().allMatch(candidate::allowsHeader))
                .findFirst()
                .orElseThrow(BlobError.CORS_PREFLIGHT_FAILURE::exception);
        return Answer.of(200)
                .header("Access-Control-Allow-Origin", origin)
                .header("Access-Control-Allow-Methods", method)
                .header("Access-Control-Allow-Headers", headers.orElse(null))
                .header("Access-Control-Max-Age", String.valueOf(rule.maxAgeSeconds()))
                .header("Access-Control-Allow-Credentials", "true");
    }

    private static String required(Request request, String name) {
        return request.headers()
                .first(name)
                .filter(value -> !value.isBlank())
                .orElseThrow(() -> BlobError.INVALID_HEADER_VALUE
                        .exception("A required CORS header is not present.")
                        .with("MessageDetails", "Invalid required CORS header " + name));
    }

    /**
     * The answer with what a browser has to know. As recorded, a reader that names no origin is answered as if it came
     * from any: a cache may keep the answer for a web page.
     */
    Response told(Response answer, Request request) {
        boolean reads = request.method().equals("GET") || request.method().equals("HEAD");
        Optional<String> origin = request.headers().first(ORIGIN);
        if (rules.isEmpty() || !(reads || origin.isPresent())) {
            return answer;
        }
        Optional<CorsRule> rule = rules.stream()
                .filter(candidate -> candidate.allowsMethod(request.method())
                        && (candidate.allowsAnyOrigin()
                                || origin.filter(candidate::allowsOrigin).isPresent()))
                .findFirst();
        Headers headers = answer.headers();
        if (reads && rule.filter(CorsRule::allowsAnyOrigin).isEmpty()) {
            headers = headers.with("Vary", ORIGIN);
        }
        if (rule.isPresent()) {
            headers = allowed(headers, rule.get(), origin.orElse("*"));
        }
        return new Response(answer.status(), headers, answer.body(), answer.aside());
    }

    private static Headers allowed(Headers answered, CorsRule rule, String origin) {
        String exposed = exposed(answered, rule);
        Headers headers = exposed.isEmpty() ? answered : answered.with("Access-Control-Expose-Headers", exposed);
        return rule.allowsAnyOrigin()
                ? headers.with("Access-Control-Allow-Origin", "*")
                : headers.with("Access-Control-Allow-Origin", origin).with("Access-Control-Allow-Credentials", "true");
    }

    private static String exposed(Headers answered, CorsRule rule) {
        Stream<String> names = answered.lines().stream().map(Header::name).filter(name -> !OF_TRANSFER.contains(name));
        return Stream.concat(names, OF_TRANSFER.stream())
                .filter(rule::exposesHeader)
                .collect(Collectors.joining(","));
    }
}
