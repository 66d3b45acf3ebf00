package io.github.batchbench.fake.protocol.blob;

import io.github.batchbench.fake.blob.Blobs;
import io.github.batchbench.fake.blob.Container;
import io.github.batchbench.fake.blob.Lease;
import io.github.batchbench.fake.blob.LeaseAction;
import io.github.batchbench.fake.blob.StorageAccount;
import io.github.batchbench.fake.protocol.blob.message.Answer;
import io.github.batchbench.fake.protocol.blob.message.BlobCall;
import io.github.batchbench.fake.protocol.blob.message.BlobOperation;
import io.github.batchbench.fake.protocol.blob.message.Guids;
import io.github.batchbench.fake.protocol.blob.message.Reader;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Leases of blobs and containers. */
final class LeaseActions {
    private final StorageAccount account;

    LeaseActions(StorageAccount account) {
        this.account = account;
    }

    void register(Map<BlobOperation, Action> actions) {
        actions.put(BlobOperation.LEASE_CONTAINER, this::leaseContainer);
        actions.put(BlobOperation.LEASE_BLOB, this::leaseBlob);
    }

    private Answer leaseContainer(BlobCall call) {
        LeaseAction action = action(call);
        Container leased = account.containers().lease(call.target().container(), action, Reader.conditions(call));
        return answer(action, leased.lease()).etag(leased.etag(), leased.modified());
    }

    private Answer leaseBlob(BlobCall call) {
        LeaseAction action = action(call);
        Blobs.Leased leased = account.blobs().lease(call.key(), action, Reader.conditions(call));
        return answer(action, leased.lease())
                .etag(leased.blob().etag(), leased.blob().modified());
    }

    private Answer answer(LeaseAction action, Lease lease) {
        if (action instanceof LeaseAction.Break) {
            return Answer.of(202).header("x-ms-lease-time", String.valueOf(secondsLeft(lease)));
        }
        int status = action instanceof LeaseAction.Acquire ? 201 : 200;
        return Answer.of(status).header("x-ms-lease-id", lease.id());
    }

    private long secondsLeft(Lease lease) {
        Instant until = lease.until();
        return until == null
                ? 0
                : Math.round(Duration.between(account.now(), until).toMillis() / 1000.0);
    }

    private static LeaseAction action(BlobCall call) {
        String name = call.requiredHeader("x-ms-lease-action");
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "acquire" ->
                new LeaseAction.Acquire(
                        call.header("x-ms-proposed-lease-id").isPresent()
                                ? id(call, "x-ms-proposed-lease-id")
                                : UUID.randomUUID().toString(),
                        duration(call));
            case "renew" -> new LeaseAction.Renew(id(call, "x-ms-lease-id"));
            case "change" -> new LeaseAction.Change(id(call, "x-ms-lease-id"), id(call, "x-ms-proposed-lease-id"));
            case "release" -> new LeaseAction.Release(id(call, "x-ms-lease-id"));
            case "break" -> new LeaseAction.Break(breakPeriod(call));
            default -> throw call.invalidHeader("x-ms-lease-action");
        };
    }

    private static String id(BlobCall call, String header) {
        return Guids.of(call, header);
    }

    private static @Nullable Duration duration(BlobCall call) {
        call.requiredHeader("x-ms-lease-duration");
        long seconds = call.longHeader("x-ms-lease-duration").orElse(-1L);
        if (seconds != -1 && (seconds < 15 || seconds > 60)) {
            throw call.invalidHeader("x-ms-lease-duration");
        }
        return seconds == -1 ? null : Duration.ofSeconds(seconds);
    }

    private static @Nullable Duration breakPeriod(BlobCall call) {
        return call.longHeader("x-ms-lease-break-period")
                .map(seconds -> {
                    if (seconds < 0 || seconds > 60) {
                        throw call.invalidHeader("x-ms-lease-break-period");
                    }
                    return Duration.ofSeconds(seconds);
                })
                .orElse(null);
    }
}
