package io.github.batchbench.concurrency;

import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import com.azure.storage.blob.models.BlobRequestConditions;
import com.azure.storage.blob.options.BlockBlobSimpleUploadOptions;
import com.azure.storage.blob.specialized.BlobLeaseClient;
import com.azure.storage.blob.specialized.BlobLeaseClientBuilder;
import com.azure.storage.blob.specialized.BlockBlobClient;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;

/** One blob under leases: each client takes it, writes with or without its own lease, and lets go. */
final class LeaseScene implements Scene<LeaseScene.Held> {
    private static final String NOBODY = "";

    /** Whose lease it is, and what was written last. */
    record Held(String by, String text) {}

    private final BlockBlobClient blob;

    LeaseScene(BlockBlobClient blob) {
        this.blob = blob;
        blob.upload(BinaryData.fromString("000"));
    }

    @Override
    public void request(History history, int number, Random random) throws Exception {
        String mine = new UUID(0, number + 1).toString();
        BlobLeaseClient lease =
                new BlobLeaseClientBuilder().blobClient(blob).leaseId(mine).buildClient();
        switch (random.nextInt(7)) {
            case 0, 1 -> history.call(number, "acquire", mine, () -> done(lease.acquireLease(-1)));
            case 2 -> history.call(number, "renew", mine, () -> done(lease.renewLease()));
            case 3 ->
                history.call(number, "release", mine, () -> {
                    lease.releaseLease();
                    return "done";
                });
            case 4 -> write(history, number, random, mine);
            case 5 -> write(history, number, random, NOBODY);
            default ->
                history.call(number, "get", "", () -> blob.downloadContent().toString());
        }
    }

    private void write(History history, int number, Random random, String lease) throws Exception {
        String text = Integer.toString(100 + random.nextInt(900));
        history.call(number, "write", lease + "=" + text, () -> {
            BlobRequestConditions conditions = new BlobRequestConditions();
            return done(blob.uploadWithResponse(
                            new BlockBlobSimpleUploadOptions(BinaryData.fromString(text))
                                    .setRequestConditions(lease.isEmpty() ? conditions : conditions.setLeaseId(lease)),
                            null,
                            Context.NONE)
                    .getValue()
                    .getETag());
        });
    }

    private static String done(String answer) {
        return answer.isEmpty() ? "nothing" : "done";
    }

    @Override
    public Held start() {
        return new Held(NOBODY, "000");
    }

    @Override
    public Optional<Held> after(Held before, Call call) {
        String[] argument = call.argument().split("=", 2);
        String lease = argument[0];
        boolean free = before.by().equals(NOBODY);
        boolean mine = before.by().equals(lease);
        return switch (call.verb()) {
            case "acquire" ->
                told(free || mine ? "done" : "LeaseAlreadyPresent", call, new Held(lease, before.text()), before);
            case "renew" -> told(mine ? "done" : refusedRequest(), call, before, before);
            case "release" -> told(mine ? "done" : refusedRequest(), call, new Held(NOBODY, before.text()), before);
            case "write" ->
                told(mine ? "done" : refusedWrite(free, lease), call, new Held(before.by(), argument[1]), before);
            default -> told(before.text(), call, before, before);
        };
    }

    private static String refusedRequest() {
        return "LeaseIdMismatchWithLeaseOperation";
    }

    private static String refusedWrite(boolean free, String lease) {
        if (free) {
            return "LeaseNotPresentWithBlobOperation";
        }
        return lease.isEmpty() ? "LeaseIdMissing" : "LeaseIdMismatchWithBlobOperation";
    }

    private static Optional<Held> told(String result, Call call, Held after, Held before) {
        if (!result.equals(call.result())) {
            return Optional.empty();
        }
        return Optional.of(result.equals("done") ? after : before);
    }
}
