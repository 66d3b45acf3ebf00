package io.github.batchbench.fake.protocol.blob;

import io.github.batchbench.fake.blob.ContentStore;
import io.github.batchbench.fake.blob.StorageAccount;
import io.github.batchbench.fake.protocol.Content;
import io.github.batchbench.fake.protocol.Headers;
import io.github.batchbench.fake.protocol.Request;
import io.github.batchbench.fake.protocol.Response;
import io.github.batchbench.fake.protocol.blob.access.BlobCredentials;
import io.github.batchbench.fake.protocol.blob.access.SasSigner;
import io.github.batchbench.fake.protocol.blob.access.SharedKey;
import io.github.batchbench.fake.protocol.blob.message.Address;
import io.github.batchbench.fake.protocol.blob.message.BlobCall;
import io.github.batchbench.fake.protocol.blob.message.ServiceVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** Two accounts, {@code acct} and {@code other}, and somebody who sends requests to them, by default with the key. */
final class Wire {
    static final String NEWEST = ServiceVersion.NEWEST.date();
    private static final SharedKey KEY = new SharedKey("MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=");
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    final StorageAccount account;
    final BlobApi api;
    private Instant now = NOW;

    Wire(Path folder) {
        account = new StorageAccount("acct", new ContentStore(folder.resolve("acct")), () -> now);
        StorageAccount other = new StorageAccount("other", new ContentStore(folder.resolve("other")), () -> now);
        api = new BlobApi(Map.of(account, BlobCredentials.of(KEY), other, BlobCredentials.of(KEY)), () -> now);
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    String sas(String permissions) {
        return new SasSigner("acct", KEY).account(permissions, "sco", now.plus(Duration.ofDays(9)));
    }

    /** A request in the newest version, signed with the key unless its query has a signature. */
    Answered send(String method, String path, String query, String body, String... headers) {
        Headers all = Headers.NONE.with("Content-Length", String.valueOf(body.length()));
        for (int i = 0; i < headers.length; i += 2) {
            all = all.with(headers[i], headers[i + 1]);
        }
        if (all.first("x-ms-version").isEmpty()) {
            all = all.with("x-ms-version", NEWEST);
        }
        Request request = new Request(method, path, query, all, Content.of(body.getBytes(StandardCharsets.UTF_8)));
        return new Answered(api.handle(query.contains("sig=") ? request : signed(request)));
    }

    /** As somebody who says nothing of himself. */
    Answered anonymously(String method, String path, String query, String... headers) {
        Headers all = Headers.NONE;
        for (int i = 0; i < headers.length; i += 2) {
            all = all.with(headers[i], headers[i + 1]);
        }
        return new Answered(api.handle(new Request(method, path, query, all, Content.EMPTY)));
    }

    Answered get(String path, String query, String... headers) {
        return send("GET", path, query, "", headers);
    }

    Answered put(String path, String query, String... headers) {
        return send("PUT", path, query, "", headers);
    }

    /** A block blob. */
    Answered putBlob(String path, String body, String... headers) {
        String[] all = new String[headers.length + 2];
        all[0] = "x-ms-blob-type";
        all[1] = "BlockBlob";
        System.arraycopy(headers, 0, all, 2, headers.length);
        return send("PUT", path, "", body, all);
    }

    static Request signed(Request request) {
        Address address = Address.of(request, java.util.Set.of("acct", "other"));
        BlobCall call = BlobCall.read(request, address, ServiceVersion.NEWEST);
        String signature = KEY.sign(SharedKey.textsOf(call).get(0));
        return new Request(
                request.method(),
                request.path(),
                request.query(),
                request.headers().with("Authorization", "SharedKey " + address.account() + ":" + signature),
                request.body());
    }

    /** An answer, read. */
    record Answered(Response response) {
        int status() {
            return response.status();
        }

        String header(String name) {
            return response.headers().first(name).orElse("");
        }

        boolean has(String name) {
            return response.headers().first(name).isPresent();
        }

        String body() {
            try {
                return new String(response.body().bytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Status and code, as {@code 404 BlobNotFound}. */
        String outcome() {
            return (status() + " " + header("x-ms-error-code")).trim();
        }
    }
}
