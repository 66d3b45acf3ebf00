package io.github.batchbench.fake.protocol;

/**
 * A request as it came over the wire, nothing decoded: signatures are made over just these bytes.
 *
 * @param method upper-case HTTP method
 * @param path the raw, still percent-encoded path, starting with a slash
 * @param query the raw query without its question mark, empty if there is none
 * @param headers all headers as sent
 * @param body the raw body, never unzipped
 */
public record Request(String method, String path, String query, Headers headers, Content body) {
    /** This request with another body. */
    public Request withBody(Content newBody) {
        return new Request(method, path, query, headers, newBody);
    }
}
