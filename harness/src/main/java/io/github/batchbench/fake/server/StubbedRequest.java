package io.github.batchbench.fake.server;

import com.github.tomakehurst.wiremock.http.ContentTypeHeader;
import com.github.tomakehurst.wiremock.http.Cookie;
import com.github.tomakehurst.wiremock.http.FormParameter;
import com.github.tomakehurst.wiremock.http.HttpHeader;
import com.github.tomakehurst.wiremock.http.HttpHeaders;
import com.github.tomakehurst.wiremock.http.QueryParameter;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.RequestMethod;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What stubs see of a request: WireMock's own view of the head, and a body that has been read. Nothing is unzipped,
 * and neither forms nor multipart bodies are taken apart: the services know none, and broken ones would fail here.
 */
final class StubbedRequest implements Request {
    private final Request head;
    private final byte[] body;

    StubbedRequest(Request head, byte[] body) {
        this.head = head;
        this.body = body;
    }

    @Override
    public byte[] getBody() {
        return body;
    }

    @Override
    public String getBodyAsString() {
        return new String(body, StandardCharsets.UTF_8);
    }

    @Override
    public String getBodyAsBase64() {
        return Base64.getEncoder().encodeToString(body);
    }

    @Override
    public boolean isMultipart() {
        return false;
    }

    @Override
    public Collection<Part> getParts() {
        return List.of();
    }

    @Override
    public @Nullable Part getPart(String name) {
        return null;
    }

    @Override
    public FormParameter formParameter(String key) {
        return FormParameter.absent(key);
    }

    @Override
    public Map<String, FormParameter> formParameters() {
        return Map.of();
    }

    @Override
    public String getUrl() {
        return head.getUrl();
    }

    @Override
    public String getAbsoluteUrl() {
        return head.getAbsoluteUrl();
    }

    @Override
    public RequestMethod getMethod() {
        return head.getMethod();
    }

    @Override
    public String getScheme() {
        return head.getScheme();
    }

    @Override
    public String getHost() {
        return head.getHost();
    }

    @Override
    public int getPort() {
        return head.getPort();
    }

    @Override
    public String getClientIp() {
        return head.getClientIp();
    }

    @Override
    public String getHeader(String key) {
        return head.getHeader(key);
    }

    @Override
    public HttpHeader header(String key) {
        return head.header(key);
    }

    @Override
    public ContentTypeHeader contentTypeHeader() {
        return head.contentTypeHeader();
    }

    @Override
    public HttpHeaders getHeaders() {
        return head.getHeaders();
    }

    @Override
    public boolean containsHeader(String key) {
        return head.containsHeader(key);
    }

    @Override
    public Set<String> getAllHeaderKeys() {
        return head.getAllHeaderKeys();
    }

    @Override
    public QueryParameter queryParameter(String key) {
        return head.queryParameter(key);
    }

    @Override
    public Map<String, Cookie> getCookies() {
        return head.getCookies();
    }

    @Override
    public boolean isBrowserProxyRequest() {
        return head.isBrowserProxyRequest();
    }

    @Override
    public Optional<Request> getOriginalRequest() {
        return head.getOriginalRequest();
    }

    @Override
    public String getProtocol() {
        return head.getProtocol();
    }
}
