package io.github.batchbench.azure;

import com.microsoft.azure.batch.BatchClient;
import com.microsoft.azure.batch.protocol.models.FileGetFromComputeNodeOptions;
import com.microsoft.azure.batch.protocol.models.FileGetFromTaskOptions;
import com.microsoft.rest.ServiceResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import rx.Observable;

/** The end of what tasks wrote, enough to see why they failed. */
final class NodeOutput {
    private static final int MOST_BYTES = 4096;

    private final BatchClient client;
    private final Calls calls;

    NodeOutput(BatchClient client, Calls calls) {
        this.client = client;
        this.calls = calls;
    }

    private interface Opening {
        Observable<? extends ServiceResponse<InputStream>> open(String range);
    }

    private interface Length {
        long get() throws IOException;
    }

    String ofTask(String jobId, String taskId, String path) throws InterruptedException {
        return end(
                path + " of task " + taskId,
                () -> client.fileOperations()
                        .getFilePropertiesFromTask(jobId, taskId, path)
                        .contentLength(),
                range -> client.protocolLayer()
                        .files()
                        .getFromTaskWithServiceResponseAsync(
                                jobId, taskId, path, new FileGetFromTaskOptions().withOcpRange(range)));
    }

    String ofNode(String poolId, String nodeId, String path) throws InterruptedException {
        return end(
                path + " of node " + nodeId,
                () -> client.fileOperations()
                        .getFilePropertiesFromComputeNode(poolId, nodeId, path)
                        .contentLength(),
                range -> client.protocolLayer()
                        .files()
                        .getFromComputeNodeWithServiceResponseAsync(
                                poolId, nodeId, path, new FileGetFromComputeNodeOptions().withOcpRange(range)));
    }

    /** A failure's explanation must not fail itself: what cannot be read is said in place of the text. */
    private String end(String what, Length length, Opening opening) throws InterruptedException {
        try {
            long bytes = calls.repeatable("look at " + what, Sdk.get(length::get));
            if (bytes == 0) {
                return "";
            }
            long from = Math.max(0, bytes - MOST_BYTES);
            String range = "bytes=" + from + "-" + (bytes - 1);
            return calls.repeatable(
                    "read " + what, Sdk.get(() -> whileOpen(opening.open(range), in -> read(in, from > 0))));
        } catch (AzureException unreadable) {
            return "(not available: " + unreadable.getMessage() + ")";
        }
    }

    /** A file in a task's folder as UTF-8 text. */
    String wholeOfTask(String jobId, String taskId, String path) throws InterruptedException {
        return calls.repeatable(
                "read " + path + " of task " + taskId + " of job " + jobId,
                Sdk.get(() -> whileOpen(
                        client.protocolLayer()
                                .files()
                                .getFromTaskWithServiceResponseAsync(jobId, taskId, path, new FileGetFromTaskOptions()),
                        in -> new String(in.readAllBytes(), StandardCharsets.UTF_8))));
    }

    private interface Reading {
        String read(InputStream in) throws IOException;
    }

    /**
     * Reads before the SDK thinks that it is done: as soon as it has handed over a stream it cancels the call, which
     * closes the connection under whoever still reads.
     */
    private static String whileOpen(Observable<? extends ServiceResponse<InputStream>> answer, Reading reading) {
        return answer.map(response -> {
                    try (InputStream in = response.body()) {
                        return reading.read(in);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .toBlocking()
                .single();
    }

    private String read(InputStream in, boolean cut) throws IOException {
        String text = lastBytes(in).toString(StandardCharsets.UTF_8);
        int firstLine = text.indexOf('\n');
        String whole = cut && firstLine >= 0 ? text.substring(firstLine + 1) : text;
        return calls.redaction().apply(whole.strip());
    }

    /** Also right if the whole file comes instead of the range. */
    private static ByteArrayOutputStream lastBytes(InputStream in) throws IOException {
        byte[] block = new byte[MOST_BYTES];
        ByteArrayOutputStream end = new ByteArrayOutputStream();
        int count = in.readNBytes(block, 0, block.length);
        byte[] before = new byte[0];
        while (count == block.length) {
            byte[] next = new byte[MOST_BYTES];
            int more = in.readNBytes(next, 0, next.length);
            if (more == 0) {
                break;
            }
            before = block;
            block = next;
            count = more;
        }
        int kept = Math.min(before.length, MOST_BYTES - count);
        end.write(before, before.length - kept, kept);
        end.write(block, 0, count);
        return end;
    }
}
