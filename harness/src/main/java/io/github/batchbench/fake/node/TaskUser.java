package io.github.batchbench.fake.node;

import io.github.batchbench.fake.agent.Assignment;
import io.github.batchbench.fake.agent.Assignment.Kind;
import io.github.batchbench.fake.model.Document;
import java.util.Optional;

/**
 * The user that a task is told it runs as. It is the one of this machine who runs the fake whatever is asked for; names
 * of users and identities are those seen on nodes, that of an administrator is a guess.
 *
 * @param name the user's
 * @param identity the kind of auto-user, empty for an account of the pool's
 * @param known whether the pool has such an account
 */
record TaskUser(String name, Optional<String> identity, boolean known) {
    static TaskUser of(Assignment assignment) {
        Document asked = assignment.spec().object("userIdentity").orElse(Document.EMPTY);
        Optional<String> account = asked.string("username");
        if (account.isPresent()) {
            // User names do not differ by case alone (a guess, as for ids).
            boolean known = assignment.context().userAccounts().stream().anyMatch(account.get()::equalsIgnoreCase);
            return new TaskUser(account.get(), Optional.empty(), known);
        }
        Document auto = asked.object("autoUser").orElse(Document.EMPTY);
        boolean own = auto.string("scope").filter("task"::equalsIgnoreCase).isPresent();
        boolean admin =
                auto.string("elevationLevel").filter("admin"::equalsIgnoreCase).isPresent();
        String ownName = assignment.kind() == Kind.START_TASK ? "_azbatchtask_start" : "_azbatchtask_1";
        return new TaskUser(
                admin ? "root" : own ? ownName : "_azbatch",
                Optional.of((own ? "Task" : "Pool") + (admin ? "Admin" : "NonAdmin")),
                true);
    }
}
