/**
 * What the service asks of the machines behind its nodes: the seam between the account, which decides, and {@code
 * fake.node}, which runs.
 */
@Internal
@NullMarked
package io.github.batchbench.fake.agent;

import io.github.batchbench.Internal;
import org.jspecify.annotations.NullMarked;
