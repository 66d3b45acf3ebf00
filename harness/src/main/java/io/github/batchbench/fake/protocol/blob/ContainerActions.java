package io.github.batchbench.fake.protocol.blob;

import io.github.batchbench.fake.blob.AccessPolicy;
import io.github.batchbench.fake.blob.Container;
import io.github.batchbench.fake.blob.Lease;
import io.github.batchbench.fake.blob.StorageAccount;
import io.github.batchbench.fake.protocol.blob.message.Answer;
import io.github.batchbench.fake.protocol.blob.message.BlobCall;
import io.github.batchbench.fake.protocol.blob.message.BlobOperation;
import io.github.batchbench.fake.protocol.blob.message.Guids;
import io.github.batchbench.fake.protocol.blob.message.Reader;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Operations on containers. */
final class ContainerActions {
    private final StorageAccount account;

    ContainerActions(StorageAccount account) {
        this.account = account;
    }

    void register(Map<BlobOperation, Action> actions) {
        actions.put(BlobOperation.CREATE_CONTAINER, this::create);
        actions.put(BlobOperation.GET_CONTAINER_PROPERTIES, this::properties);
        actions.put(BlobOperation.GET_CONTAINER_METADATA, this::properties);
        actions.put(BlobOperation.SET_CONTAINER_METADATA, this::setMetadata);
        actions.put(BlobOperation.GET_CONTAINER_ACL, this::acl);
        actions.put(BlobOperation.SET_CONTAINER_ACL, this::setAcl);
        actions.put(BlobOperation.RENAME_CONTAINER, this::rename);
        actions.put(BlobOperation.DELETE_CONTAINER, this::delete);
    }

    private Answer create(BlobCall call) {
        Container made = account.containers().create(name(call), Reader.metadata(call), publicAccess(call));
        return Answer.of(201).etag(made.etag(), made.modified());
    }

    private Answer properties(BlobCall call) {
        Container container = get(call);
        Answer answer = Answer.of(200).etag(container.etag(), container.modified());
        container.metadata().forEach((key, value) -> answer.header("x-ms-meta-" + key, value));
        leaseHeaders(answer, container.lease());
        return answer.header("x-ms-blob-public-access", container.publicAccess())
                .header("x-ms-has-immutability-policy", "false")
                .header("x-ms-has-legal-hold", "false")
                .header("x-ms-default-encryption-scope", "$account-encryption-key")
                .header("x-ms-deny-encryption-scope-override", "false")
                .header("x-ms-immutable-storage-with-versioning-enabled", "false");
    }

    static Answer leaseHeaders(Answer answer, Lease lease) {
        return answer.header("x-ms-lease-status", lease.locked() ? "locked" : "unlocked")
                .header("x-ms-lease-state", lease.state().wireName())
                .header("x-ms-lease-duration", durationOf(lease));
    }

    static @Nullable String durationOf(Lease lease) {
        if (lease.state() != Lease.State.LEASED) {
            return null;
        }
        return lease.duration() == null ? "infinite" : "fixed";
    }

    private Answer setMetadata(BlobCall call) {
        Container changed =
                account.containers().setMetadata(name(call), Reader.metadata(call), Reader.preconditions(call));
        return Answer.of(200).etag(changed.etag(), changed.modified());
    }

    private Answer acl(BlobCall call) {
        Container container = get(call);
        return Answer.of(200)
                .etag(container.etag(), container.modified())
                .header("x-ms-blob-public-access", container.publicAccess())
                .xml(AccessPolicyXml.text(container.policies()));
    }

    private Answer setAcl(BlobCall call) throws IOException {
        List<AccessPolicy> policies = AccessPolicyXml.read(call.request().body().bytes());
        Container changed =
                account.containers().setAccess(name(call), publicAccess(call), policies, Reader.preconditions(call));
        return Answer.of(200).etag(changed.etag(), changed.modified());
    }

    private Answer rename(BlobCall call) {
        String source = call.requiredHeader("x-ms-source-container-name");
        String lease = "x-ms-source-lease-id";
        account.containers().rename(source, name(call), call.header(lease).isPresent() ? Guids.of(call, lease) : null);
        return Answer.of(200);
    }

    private Answer delete(BlobCall call) {
        account.containers().delete(name(call), Reader.preconditions(call));
        return Answer.of(202);
    }

    private Container get(BlobCall call) {
        return account.containers().get(name(call), Reader.leaseId(call));
    }

    private static String name(BlobCall call) {
        return call.target().container();
    }

    private static @Nullable String publicAccess(BlobCall call) {
        String access = call.header("x-ms-blob-public-access").orElse(null);
        if (access != null && !access.equals("blob") && !access.equals("container")) {
            throw call.invalidHeader("x-ms-blob-public-access");
        }
        return access;
    }
}
