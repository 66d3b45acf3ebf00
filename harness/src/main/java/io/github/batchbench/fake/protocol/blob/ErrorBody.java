package io.github.batchbench.fake.protocol.blob;

import io.github.batchbench.fake.blob.BlobError;
import io.github.batchbench.fake.blob.BlobException;
import io.github.batchbench.fake.protocol.Headers.Header;
import io.github.batchbench.fake.protocol.Request;
import io.github.batchbench.fake.protocol.Response;
import java.util.List;
import java.util.Map;

/** The one place where a refusal becomes an answer. */
final class ErrorBody {
    private ErrorBody() {}

    static Response of(BlobException refusal, Request request, List<Header> common) {
        BlobError error = refusal.error();
        Answer answer = Answer.of(refusal.status()).header("x-ms-error-code", error.code());
        refusal.details().forEach((name, value) -> {
            if (name.startsWith("header:")) {
                answer.header(name.substring("header:".length()), value);
            }
        });
        if (error == BlobError.NO_AUTHENTICATION_INFORMATION) {
            answer.header("WWW-Authenticate", "SharedKey realm=\"batchbench\"");
        }
        if (!request.method().equals("HEAD") && refusal.status() != 304) {
            answer.xml(document(refusal, requestId(common)));
        }
        return answer.build(common).with(Response.Aside.ofNotModelled(refusal.notModelled()));
    }

    private static String document(BlobException refusal, String requestId) {
        return Xml.document(xml -> xml.element("Error", () -> {
            xml.text("Code", refusal.error().code());
            xml.text("Message", refusal.getMessage() + "\nRequestId:" + requestId);
            for (Map.Entry<String, String> detail : refusal.details().entrySet()) {
                if (!detail.getKey().startsWith("header:")) {
                    xml.text(detail.getKey(), detail.getValue());
                }
            }
        }));
    }

    private static String requestId(List<Header> common) {
        return common.stream()
                .filter(header -> header.name().equals("x-ms-request-id"))
                .map(Header::value)
                .findFirst()
                .orElse("");
    }
}
