/**
 * What is asked of a Batch account and what it tells, in types of the kit's own: specifications, reports, counts.
 * Values only.
 */
@NullMarked
package io.github.batchbench.azure.model;

import org.jspecify.annotations.NullMarked;
