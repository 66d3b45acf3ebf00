package io.github.batchbench.fake.node.containers;

import io.github.batchbench.fake.node.files.FileOwner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Whom a container runs as: a user who is no administrator by his number, an administrator as root. Where the fake runs as
 * root, the user is one of his own, who is given the files that he needs; where it does not, he is who runs the fake, so
 * that either can remove what the other makes.
 *
 * @param uid the user's number
 * @param gid his group's
 * @param ownsFiles whether the node's files must be given to him
 */
public record ContainerUser(int uid, int gid, boolean ownsFiles) {
    /** That of a node's auto-users (a guess); images that bring a user of their own often give him the same. */
    private static final int AUTO = 1000;

    private static final int ROOT = 0;

    /**
     * The user of a run.
     *
     * @param admin whether he may do everything
     * @param account the numbers that the pool gave his account, if it did
     * @param own a folder of the fake's
     */
    public static ContainerUser of(boolean admin, Optional<ContainerUser> account, Path own) throws IOException {
        FileOwner me = FileOwner.of(own);
        if (admin) {
            return new ContainerUser(ROOT, ROOT, false);
        }
        return me.uid() == ROOT
                ? account.orElse(new ContainerUser(AUTO, AUTO, true))
                : new ContainerUser(me.uid(), me.gid(), false);
    }

    boolean isRoot() {
        return uid == ROOT;
    }

    /** The options for him. */
    List<String> options(ContainerEngine engine) {
        String user = uid + ":" + gid;
        boolean same = engine.rootless() && engine.kind() == ContainerEngine.Kind.PODMAN && uid != ROOT;
        return same ? List.of("--user", user, "--userns", "keep-id") : List.of("--user", user);
    }
}
