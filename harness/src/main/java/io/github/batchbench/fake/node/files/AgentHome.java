package io.github.batchbench.fake.node.files;

import java.nio.file.Path;

/**
 * Where an agent works whose nodes keep their files when it ends.
 *
 * @param work an existing folder for that of the agent, which goes with it
 * @param trees an existing folder for the trees of the nodes, on the same file system; nobody else uses it meanwhile
 */
public record AgentHome(Path work, Path trees) {}
