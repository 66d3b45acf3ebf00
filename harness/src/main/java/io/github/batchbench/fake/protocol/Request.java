package io.github.batchbench.fake.protocol;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A request as it came over the wire, nothing decoded: signatures are made over just these bytes.
 *
 * @param method upper-case HTTP method
 * @param path the raw, still percent-encoded path, starting with a slash
 * @param query the raw query without its question mark, empty if there is none
 * @param headers all headers as sent
 * @param body the raw body, never unzipped
 * @param secure whether it came over TLS to here
 */
public record Request(String method, String path, String query, Headers headers, Content body, boolean secure) {
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.-]+(:\\d{1,5})?|\\[[0-9a-fA-F:]+](:\\d{1,5})?");

    /** A request that came without TLS. */
    public Request(String method, String path, String query, Headers headers, Content body) {
        this(method, path, query, headers, body, false);
    }

    /** This request with another body. */
    public Request withBody(Content newBody) {
        return new Request(method, path, query, headers, newBody, secure);
    }

    /**
     * Scheme and host that the client knows the service by, without a slash at the end: links lead there. A proxy says so
     * with {@code X-Forwarded-Proto} and {@code X-Forwarded-Host}.
     */
    public String origin() {
        String host = forwarded("X-Forwarded-Host")
                .or(() -> headers.first("Host"))
                .filter(name -> HOST.matcher(name).matches())
                .orElse("127.0.0.1");
        return scheme() + "://" + host;
    }

    /** Whether a browser says that a page of this very scheme, host and port has sent it. */
    public boolean isOfOwnPage() {
        Optional<String> origin = headers.first("Origin");
        return origin.isPresent() && origin.equals(headers.first("Host").map(host -> scheme() + "://" + host));
    }

    /** Whether the client sent it over TLS, to here or to a proxy. */
    public boolean isHttps() {
        return scheme().equals("https");
    }

    private String scheme() {
        return forwarded("X-Forwarded-Proto")
                .filter(name -> name.equals("http") || name.equals("https"))
                .orElse(secure ? "https" : "http");
    }

    /** What the first of several proxies said: that is what the client sees. */
    private Optional<String> forwarded(String name) {
        return headers.first(name).map(value -> value.split(",", 2)[0].strip());
    }
}
