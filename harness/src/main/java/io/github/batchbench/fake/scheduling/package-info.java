/** Which task may run next, and where: queues, free slots, dependencies, placement. */
@Internal
@NullMarked
package io.github.batchbench.fake.scheduling;

import io.github.batchbench.Internal;
import org.jspecify.annotations.NullMarked;
