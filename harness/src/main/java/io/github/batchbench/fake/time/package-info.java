/** The one clock of a fake, what is to happen on it, and the lock under which everything happens. JDK and the model only. */
@Internal
@NullMarked
package io.github.batchbench.fake.time;

import io.github.batchbench.Internal;
import org.jspecify.annotations.NullMarked;
