package io.github.batchbench.fake.protocol.blob.message;

import io.github.batchbench.fake.blob.BlobError;
import io.github.batchbench.fake.blob.BlobException;
import io.github.batchbench.fake.blob.BlobTime;
import io.github.batchbench.fake.protocol.Headers.Header;
import io.github.batchbench.fake.protocol.HttpDates;
import io.github.batchbench.fake.protocol.Request;
import io.github.batchbench.fake.protocol.Response;
import io.github.batchbench.fake.protocol.blob.format.Xml;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The one place where a refusal becomes an answer. */
public final class ErrorBody {
    private static final Pattern OF_CONTAINER = Pattern.compile("(?i)(^|&)restype=container(&|$)");

    private ErrorBody() {}

    /** The answer to who was refused. */
    public static Response of(BlobException refusal, Request request, List<Header> common, ServiceVersion version) {
        BlobError error = refusal.error();
        boolean codeless =
                isOfSnapshot(refusal) || (error == BlobError.INVALID_QUERY_PARAMETER_VALUE && isHead(request));
        Answer answer = Answer.of(refusal.status()).header("x-ms-error-code", codeless ? null : error.code());
        refusal.details().forEach((name, value) -> {
            if (name.startsWith("header:")) {
                answer.header(name.substring("header:".length()), value);
            }
        });
        if (error == BlobError.NO_AUTHENTICATION_INFORMATION) {
            answer.header(
                    "WWW-Authenticate",
                    "Bearer authorization_uri=https://login.microsoftonline.com/common/oauth2/authorize"
                            + " resource_id=https://storage.azure.com");
        }
        if (!isHead(request) && refusal.status() != 304) {
            answer.xml(document(refusal, request, header(common, "x-ms-request-id"), header(common, "Date")));
        }
        List<Header> headers = isOfSnapshot(refusal)
                ? common.stream()
                        .filter(header -> !header.name().equals(ServiceVersion.HEADER))
                        .toList()
                : common;
        return answer.build(headers, version).with(Response.Aside.ofNotModelled(refusal.notModelled()));
    }

    private static boolean isHead(Request request) {
        return request.method().equals("HEAD");
    }

    /** As recorded: whoever reads the address answers before there is a version, and with the body alone. */
    private static boolean isOfSnapshot(BlobException refusal) {
        return refusal.error() == BlobError.INVALID_QUERY_PARAMETER_VALUE
                && "snapshot".equals(refusal.details().get("QueryParameterName"));
    }

    /** The documentation says blob/container of a lease's refusals, the service which of them it is. */
    private static String message(BlobException refusal, Request request) {
        // The text of the query, since one that cannot be decoded is refused here too.
        boolean ofContainer = OF_CONTAINER.matcher(request.query()).find();
        return refusal.getMessage().replace("blob/container", ofContainer ? "container" : "blob");
    }

    private static String document(BlobException refusal, Request request, String requestId, String date) {
        String time = HttpDates.parse(date).map(BlobTime::text).orElse(date);
        return Xml.document(xml -> xml.element("Error", () -> {
            xml.text("Code", refusal.error().code());
            xml.text("Message", message(refusal, request) + "\nRequestId:" + requestId + "\nTime:" + time);
            for (Map.Entry<String, String> detail : refusal.details().entrySet()) {
                if (!detail.getKey().startsWith("header:")) {
                    xml.text(detail.getKey(), detail.getValue());
                }
            }
        }));
    }

    private static String header(List<Header> common, String name) {
        return common.stream()
                .filter(header -> header.name().equals(name))
                .map(Header::value)
                .findFirst()
                .orElse("");
    }
}
