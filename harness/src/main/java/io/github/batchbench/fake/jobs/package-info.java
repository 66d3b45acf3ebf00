/** Jobs, tasks and schedules, and what follows from their completion. */
@Internal
@NullMarked
package io.github.batchbench.fake.jobs;

import io.github.batchbench.Internal;
import org.jspecify.annotations.NullMarked;
