/**
 * What the kit asks of a Batch account, fake or live: pools, jobs and tasks, and waiting for them.
 */
@NullMarked
package io.github.batchbench.azure.batch;

import org.jspecify.annotations.NullMarked;
