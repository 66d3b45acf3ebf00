/** Jobs, tasks and schedules, and what follows from their completion. */
@NullMarked
package io.github.batchbench.fake.jobs;

import org.jspecify.annotations.NullMarked;
