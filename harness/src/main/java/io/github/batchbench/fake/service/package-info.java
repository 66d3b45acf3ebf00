/** What Batch does: an account in memory with its operations, scheduler and timeline. JDK only. */
@NullMarked
package io.github.batchbench.fake.service;

import org.jspecify.annotations.NullMarked;
