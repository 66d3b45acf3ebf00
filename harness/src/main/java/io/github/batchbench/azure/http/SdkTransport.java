package io.github.batchbench.azure.http;

import com.microsoft.azure.batch.BatchClient;
import com.microsoft.rest.RestClient;
import io.github.batchbench.azure.LocalService.Answer;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** Sends by a client of the Batch SDK 11, which signs and repeats as it is made to. */
final class SdkTransport implements BatchTransport {
    private final URI endpoint;
    private final RestClient client;

    SdkTransport(BatchClient client) {
        this.endpoint = URI.create(client.protocolLayer().batchUrl());
        this.client = client.protocolLayer().restClient();
    }

    @Override
    public URI endpoint() {
        return endpoint;
    }

    @Override
    public Answer send(Message message) throws IOException {
        boolean empty = message.method().equals("GET") || message.method().equals("HEAD");
        Request.Builder request = new Request.Builder()
                .url(message.uri().toString())
                .method(message.method(), empty ? null : RequestBody.create(null, message.body()))
                // Or the client takes away how long an answer is.
                .header("Accept-Encoding", "identity");
        message.headers().forEach(request::header);
        try (Response response = client.httpClient().newCall(request.build()).execute()) {
            byte[] body =
                    response.body() == null ? new byte[0] : response.body().bytes();
            return new Answer(response.code(), name -> Optional.ofNullable(response.header(name)), body);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
