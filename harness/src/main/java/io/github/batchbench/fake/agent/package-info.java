/**
 * What the service asks of the machines behind its nodes: the seam between the account, which decides, and {@code
 * fake.node}, which runs.
 */
@NullMarked
package io.github.batchbench.fake.agent;

import org.jspecify.annotations.NullMarked;
