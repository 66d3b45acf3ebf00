package io.github.batchbench.fake.protocol.blob.message;

import io.github.batchbench.fake.blob.BlobError;
import io.github.batchbench.fake.blob.BlobException;
import io.github.batchbench.fake.protocol.Headers.Header;
import io.github.batchbench.fake.protocol.Request;
import io.github.batchbench.fake.protocol.Response;
import io.github.batchbench.fake.protocol.blob.format.Xml;
import java.util.List;
import java.util.Map;

/** The one place where a refusal becomes an answer. */
public final class ErrorBody {
    private ErrorBody() {}

    /** The answer to who was refused. */
    public static Response of(BlobException refusal, Request request, List<Header> common, ServiceVersion version) {
        BlobError error = refusal.error();
        // As recorded: an address that cannot be read has no code where there is no body.
        boolean codeless = error == BlobError.INVALID_QUERY_PARAMETER_VALUE && isHead(request);
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
            answer.xml(document(refusal, header(common, "x-ms-request-id"), header(common, "Date")));
        }
        return answer.build(common, version).with(Response.Aside.ofNotModelled(refusal.notModelled()));
    }

    private static boolean isHead(Request request) {
        return request.method().equals("HEAD");
    }

    private static String document(BlobException refusal, String requestId, String time) {
        return Xml.document(xml -> xml.element("Error", () -> {
            xml.text("Code", refusal.error().code());
            xml.text("Message", refusal.getMessage() + "\nRequestId:" + requestId + "\nTime:" + time);
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
