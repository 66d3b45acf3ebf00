/** The one clock of a fake, what is to happen on it, and the lock under which everything happens. JDK and the model only. */
@NullMarked
package io.github.batchbench.fake.time;

import org.jspecify.annotations.NullMarked;
