/** What Batch is: its entities, their states, its error codes. JDK only. */
@Internal
@NullMarked
package io.github.batchbench.fake.model;

import io.github.batchbench.Internal;
import org.jspecify.annotations.NullMarked;
