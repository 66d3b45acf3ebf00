/**
 * The nine steps of a Batch workflow as one object: stage files, make a pool and a job, add tasks, wait, collect, clean
 * up. Knows nothing of the fake: a live run uses just this.
 */
@NullMarked
package io.github.batchbench.workflow;

import org.jspecify.annotations.NullMarked;
