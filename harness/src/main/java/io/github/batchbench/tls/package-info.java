/** Which servers a client believes: what the fake and the kit share. */
@Internal
@NullMarked
package io.github.batchbench.tls;

import io.github.batchbench.Internal;
import org.jspecify.annotations.NullMarked;
