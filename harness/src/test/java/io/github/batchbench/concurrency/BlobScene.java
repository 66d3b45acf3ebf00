package io.github.batchbench.concurrency;

import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import com.azure.storage.blob.models.BlobDownloadContentResponse;
import com.azure.storage.blob.models.BlobRequestConditions;
import com.azure.storage.blob.options.BlockBlobSimpleUploadOptions;
import com.azure.storage.blob.specialized.BlockBlobClient;
import java.util.Optional;
import java.util.Random;

/** One blob, put whole with and without conditions, read and deleted. The state: ETag and content; empty if not there. */
final class BlobScene implements Scene<String> {
    private static final int LENGTH = 20_000;

    private final BlockBlobClient blob;

    BlobScene(BlockBlobClient blob) {
        this.blob = blob;
    }

    @Override
    public void request(History history, int number, Random random) throws Exception {
        String text = Integer.toString(100 + random.nextInt(900));
        switch (random.nextInt(6)) {
            case 0 -> history.call(number, "put", "*=" + text, () -> put(text, new BlobRequestConditions()));
            case 1 ->
                history.call(
                        number,
                        "create",
                        "*=" + text,
                        () -> put(text, new BlobRequestConditions().setIfNoneMatch("*")));
            case 2, 3 -> {
                String seen = read(history, number);
                if (seen.contains("=")) {
                    String eTag = seen.split("=", 2)[0];
                    history.call(
                            number,
                            "replace",
                            eTag + "=" + text,
                            () -> put(text, new BlobRequestConditions().setIfMatch(eTag)));
                }
            }
            case 4 -> read(history, number);
            default ->
                history.call(number, "delete", "", () -> {
                    blob.delete();
                    return "deleted";
                });
        }
    }

    private String read(History history, int number) throws Exception {
        return history.call(number, "get", "", () -> {
            BlobDownloadContentResponse answer = blob.downloadContentWithResponse(null, null, null, Context.NONE);
            String content = answer.getValue().toString();
            String text = content.substring(0, 3);
            return answer.getDeserializedHeaders().getETag() + "="
                    + (content.equals(text.repeat(LENGTH)) ? text : "torn");
        });
    }

    private String put(String text, BlobRequestConditions conditions) {
        BinaryData content = BinaryData.fromString(text.repeat(LENGTH));
        return blob.uploadWithResponse(
                        new BlockBlobSimpleUploadOptions(content).setRequestConditions(conditions), null, Context.NONE)
                .getValue()
                .getETag();
    }

    @Override
    public String start() {
        return "";
    }

    @Override
    public Optional<String> after(String before, Call call) {
        boolean there = !before.isEmpty();
        String result = call.result();
        if (call.verb().equals("get")) {
            return result.equals(there ? before : "BlobNotFound") ? Optional.of(before) : Optional.empty();
        }
        if (call.verb().equals("delete")) {
            return result.equals(there ? "deleted" : "BlobNotFound") ? Optional.of("") : Optional.empty();
        }
        String[] argument = call.argument().split("=", 2);
        String refusal = switch (call.verb()) {
            case "create" -> there ? "BlobAlreadyExists" : "";
            case "replace" -> before.startsWith(argument[0] + "=") ? "" : "ConditionNotMet";
            default -> "";
        };
        if (!refusal.isEmpty()) {
            return result.equals(refusal) ? Optional.of(before) : Optional.empty();
        }
        boolean isNew = result.contains("0x") && !before.startsWith(result + "=");
        return isNew ? Optional.of(result + "=" + argument[1]) : Optional.empty();
    }
}
