package io.github.batchbench.fake.protocol.batch;

import io.github.batchbench.fake.account.BatchAccount;
import io.github.batchbench.fake.model.BatchErrorCode;
import io.github.batchbench.fake.model.ComputeNode;
import io.github.batchbench.fake.model.Document;
import java.util.Map;

/** The operations on the users of a node. They are kept, but nobody can log in: a node has no remote login. */
final class NodeUserHandlers {
    private final BatchAccount account;

    NodeUserHandlers(BatchAccount account) {
        this.account = account;
    }

    Map<String, OperationHandler> operations() {
        return Map.of(
                "ComputeNode_AddUser", this::add,
                "ComputeNode_UpdateUser", this::update,
                "ComputeNode_DeleteUser", this::delete);
    }

    private Answer add(Call call) {
        Document user = withoutSecrets(call.normalisedBody());
        String name = user.string("name").orElse("");
        account.exclusively(() -> {
            if (node(call).users().putIfAbsent(name, user) != null) {
                throw BatchErrorCode.NODE_USER_EXISTS.exception();
            }
            return true;
        });
        return Answer.status(201).withLocation(call.url() + "/" + name);
    }

    private Answer update(Call call) {
        Document user = withoutSecrets(call.normalisedBody());
        account.exclusively(() -> {
            if (node(call).users().replace(call.pathParameter("userName"), user) == null) {
                throw BatchErrorCode.NODE_USER_NOT_FOUND.exception();
            }
            return true;
        });
        return Answer.status(200).withId(call.url());
    }

    private Answer delete(Call call) {
        account.exclusively(() -> {
            if (node(call).users().remove(call.pathParameter("userName")) == null) {
                throw BatchErrorCode.NODE_USER_NOT_FOUND.exception();
            }
            return true;
        });
        return Answer.status(200);
    }

    private static Document withoutSecrets(Document user) {
        return user.without("password").without("sshPublicKey");
    }

    private ComputeNode node(Call call) {
        return account.pools().node(call.pathParameter("poolId"), call.pathParameter("nodeId"));
    }
}
