/**
 * What a test sets up in an account, one thing at a time: containers, staged files, an application, a pool with nodes
 * ready, a job, tasks, outputs; and how it is taken down again. Knows nothing of the fake.
 */
@NullMarked
package io.github.batchbench.resource;

import org.jspecify.annotations.NullMarked;
