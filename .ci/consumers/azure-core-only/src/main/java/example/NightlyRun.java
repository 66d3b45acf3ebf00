package example;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;

/** Code that uses Batch by a pipeline of azure-core, as the successor of the Batch SDK does below its types. */
public final class NightlyRun {
    private final HttpPipeline pipeline;
    private final String endpoint;

    public NightlyRun(HttpPipeline pipeline, String endpoint) {
        this.pipeline = pipeline;
        this.endpoint = endpoint;
    }

    public void start(String job, String pool) {
        post("/jobs", "{\"id\":\"" + job + "\",\"poolInfo\":{\"poolId\":\"" + pool + "\"}}");
        post(
                "/jobs/" + job + "/addtaskcollection",
                "{\"value\":[{\"id\":\"report\",\"commandLine\":\"/bin/sh -c 'echo done'\"}]}");
    }

    private void post(String path, String json) {
        HttpRequest request = new HttpRequest(HttpMethod.POST, endpoint + path + "?api-version=2025-06-01")
                .setHeader(HttpHeaderName.CONTENT_TYPE, "application/json; odata=minimalmetadata")
                .setHeader(HttpHeaderName.ACCEPT, "application/json")
                .setBody(BinaryData.fromString(json));
        try (HttpResponse response = pipeline.sendSync(request, Context.NONE)) {
            if (response.getStatusCode() / 100 != 2) {
                throw new IllegalStateException(
                        response.getStatusCode() + " " + response.getBodyAsBinaryData());
            }
        }
    }
}
