package io.github.batchbench.api;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import io.github.batchbench.fake.blob.BlobError;
import io.github.batchbench.fake.blob.Preconditions;
import io.github.batchbench.fake.blob.StorageAccount;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Faults of Blob storage. */
public final class StorageFaults extends AnswerFaults<StorageFaults> {
    private final WireMockServer server;
    private final StorageAccount account;

    StorageFaults(WireMockServer server, StorageAccount account, StruckRequests requests) {
        super(server, requests);
        this.server = server;
        this.account = account;
    }

    @Override
    StorageFaults of(StruckRequests others) {
        return new StorageFaults(server, account, others);
    }

    /** Only requests on a container and on the blobs in it. */
    public StorageFaults container(String name) {
        return on("", "/[^/]+/" + Pattern.quote(name) + "(/.*)?");
    }

    /** Only requests on a blob. */
    public StorageFaults blob(String container, String name) {
        String path = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
        // Clients may or may not encode the slashes of a name.
        String either = Pattern.quote(path).replace("%2F", "\\E(/|%2F)\\Q");
        return on("", "/[^/]+/" + Pattern.quote(container) + "/" + either);
    }

    /** Only requests that read. */
    public StorageFaults reads() {
        return of(requests().at("GET", requests().path()));
    }

    /** Only requests that write. */
    public StorageFaults writes() {
        return of(requests().at("PUT", requests().path()));
    }

    /** 404 {@code BlobNotFound}. */
    public Fault missing() {
        return answer(error(BlobError.BLOB_NOT_FOUND));
    }

    /** 404 {@code ContainerNotFound}. */
    public Fault missingContainer() {
        return answer(error(BlobError.CONTAINER_NOT_FOUND));
    }

    /** 403 {@code AuthorizationPermissionMismatch}. */
    public Fault denied() {
        return answer(error(BlobError.AUTHORIZATION_PERMISSION_MISMATCH));
    }

    /** 503 {@code ServerBusy}. */
    public Fault busy() {
        return answer(error(503, "ServerBusy", "The server is busy."));
    }

    /**
     * A container goes, with all in it, before those who need it have it.
     *
     * @throws io.github.batchbench.fake.blob.BlobException {@code ContainerNotFound}
     */
    public void deleteContainer(String name) {
        account.containers().delete(name, Preconditions.NONE);
    }

    private static ResponseDefinitionBuilder error(BlobError error) {
        return error(error.status(), error.code(), error.message());
    }

    private static ResponseDefinitionBuilder error(int status, String code, String message) {
        return aResponse()
                .withStatus(status)
                .withHeader("x-ms-error-code", code)
                .withHeader("Content-Type", "application/xml")
                .withBody("<?xml version=\"1.0\" encoding=\"utf-8\"?><Error><Code>" + code + "</Code><Message>"
                        + message + "</Message></Error>");
    }
}
