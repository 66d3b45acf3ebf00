package io.github.batchbench.fake.node;

import io.github.batchbench.fake.agent.Assignment;
import io.github.batchbench.fake.agent.Assignment.Kind;
import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.node.containers.ContainerUser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The user that a task is told it runs as. It is the one of this machine who runs the fake whatever is asked for; names
 * of users and identities are those seen on nodes, that of an administrator is a guess.
 *
 * @param name the user's
 * @param identity the kind of auto-user, empty for an account of the pool's
 * @param known whether the pool has such an account
 * @param admin whether it may do everything
 * @param account what the pool says of its account, empty for an auto-user
 */
record TaskUser(String name, Optional<String> identity, boolean known, boolean admin, Document account) {
    static TaskUser of(Assignment assignment) {
        Document asked = assignment.spec().object("userIdentity").orElse(Document.EMPTY);
        Optional<String> account = asked.string("username");
        if (account.isPresent()) {
            // User names do not differ by case alone (a guess, as for ids).
            Optional<Document> known = assignment.context().userAccounts().stream()
                    .filter(each -> each.string("name")
                            .filter(account.get()::equalsIgnoreCase)
                            .isPresent())
                    .findFirst();
            Document found = known.orElse(Document.EMPTY);
            return new TaskUser(account.get(), Optional.empty(), known.isPresent(), isAdmin(found), found);
        }
        Document auto = asked.object("autoUser").orElse(Document.EMPTY);
        boolean own = auto.string("scope").filter("task"::equalsIgnoreCase).isPresent();
        boolean admin = isAdmin(auto);
        String ownName = assignment.kind() == Kind.START_TASK ? "_azbatchtask_start" : "_azbatchtask_1";
        return new TaskUser(
                admin ? "root" : own ? ownName : "_azbatch",
                Optional.of((own ? "Task" : "Pool") + (admin ? "Admin" : "NonAdmin")),
                true,
                admin,
                Document.EMPTY);
    }

    private static boolean isAdmin(Document user) {
        return user.string("elevationLevel").filter("admin"::equalsIgnoreCase).isPresent();
    }

    /** Whom its containers run as. */
    ContainerUser inContainers(Path own) throws IOException {
        Optional<ContainerUser> numbers = account.object("linuxUserConfiguration")
                .filter(linux -> linux.has("uid") && linux.has("gid"))
                .map(linux -> new ContainerUser(linux.integer("uid", 0), linux.integer("gid", 0), true));
        return ContainerUser.of(admin, numbers, own);
    }
}
