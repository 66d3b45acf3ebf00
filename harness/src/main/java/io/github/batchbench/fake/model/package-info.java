/** What Batch is: its entities, their states, its error codes. JDK only. */
@NullMarked
package io.github.batchbench.fake.model;

import org.jspecify.annotations.NullMarked;
