package io.github.batchbench.fake.protocol.batch;

import io.github.batchbench.fake.account.BatchAccount;
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
        account.nodes().addUser(call.pathParameter("poolId"), call.pathParameter("nodeId"), name, user);
        return Answer.status(201).withLocation(call.url() + "/" + name);
    }

    private Answer update(Call call) {
        Document user = withoutSecrets(call.normalisedBody());
        account.nodes()
                .updateUser(
                        call.pathParameter("poolId"),
                        call.pathParameter("nodeId"),
                        call.pathParameter("userName"),
                        user);
        return Answer.status(200).withId(call.url());
    }

    private Answer delete(Call call) {
        account.nodes()
                .removeUser(call.pathParameter("poolId"), call.pathParameter("nodeId"), call.pathParameter("userName"));
        return Answer.status(200);
    }

    private static Document withoutSecrets(Document user) {
        return user.without("password").without("sshPublicKey");
    }
}
