package io.github.batchbench.fake.node.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Who owns a file.
 *
 * @param uid the user's number
 * @param gid the group's
 */
public record FileOwner(int uid, int gid) {
    /** The owner of a file or folder of the agent's, who is whoever runs it. */
    public static FileOwner of(Path file) throws IOException {
        return new FileOwner(
                (Integer) Files.getAttribute(file, "unix:uid"), (Integer) Files.getAttribute(file, "unix:gid"));
    }
}
