package io.github.batchbench.azure.batch;

import io.github.batchbench.azure.AzureException;
import io.github.batchbench.azure.http.BatchRest;
import io.github.batchbench.azure.http.Calls;
import java.nio.charset.StandardCharsets;

/** The end of what tasks wrote, enough to see why they failed. */
final class NodeOutput {
    private static final int MOST_BYTES = 4096;

    private final BatchRest rest;
    private final Calls calls;

    NodeOutput(BatchRest rest, Calls calls) {
        this.rest = rest;
        this.calls = calls;
    }

    String ofTask(String jobId, String taskId, String path) throws InterruptedException {
        return end(path + " of task " + taskId, ofTaskPath(jobId, taskId, path));
    }

    String ofNode(String poolId, String nodeId, String path) throws InterruptedException {
        return end(path + " of node " + nodeId, BatchRest.path("pools", poolId, "nodes", nodeId, "files", path));
    }

    private static String ofTaskPath(String jobId, String taskId, String path) {
        return BatchRest.path("jobs", jobId, "tasks", taskId, "files", path);
    }

    /** A failure's explanation must not fail itself: what cannot be read is said in place of the text. */
    private String end(String what, String path) throws InterruptedException {
        try {
            long length = calls.repeatable("look at " + what, () -> rest.length(path));
            if (length == 0) {
                return "";
            }
            long from = Math.max(0, length - MOST_BYTES);
            String range = "bytes=" + from + "-" + (length - 1);
            return text(calls.repeatable("read " + what, () -> rest.bytes(path, range)), from > 0);
        } catch (AzureException unreadable) {
            return "(not available: " + unreadable.getMessage() + ")";
        }
    }

    /** A file in a task's folder as UTF-8 text. */
    String wholeOfTask(String jobId, String taskId, String path) throws InterruptedException {
        byte[] bytes = calls.repeatable(
                "read " + path + " of task " + taskId + " of job " + jobId,
                () -> rest.bytes(ofTaskPath(jobId, taskId, path), null));
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** From the first whole line on; also right if the whole file comes instead of the range. */
    private String text(byte[] bytes, boolean cut) {
        int kept = Math.min(bytes.length, MOST_BYTES);
        String text = new String(bytes, bytes.length - kept, kept, StandardCharsets.UTF_8);
        int firstLine = text.indexOf('\n');
        String whole = cut && firstLine >= 0 ? text.substring(firstLine + 1) : text;
        return calls.redaction().apply(whole.strip());
    }
}
