/**
 * What tests touch beside JUnit's annotations and the assertions: the fake, its faults, scripts and hold points; the nine
 * steps as one object; pools, jobs, containers and files that a test set up. The workflow and what a test sets up work on
 * a live account too, and know nothing of the fake.
 */
@NullMarked
package io.github.batchbench.api;

import org.jspecify.annotations.NullMarked;
