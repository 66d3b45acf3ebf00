/** Which task may run next, and where: queues, free slots, dependencies, placement. */
@NullMarked
package io.github.batchbench.fake.scheduling;

import org.jspecify.annotations.NullMarked;
