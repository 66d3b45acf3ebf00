/** Pages that need no server: what an account was like at the end and on its way there, with the portal's look and parts. */
@Internal
@NullMarked
package io.github.batchbench.report;

import io.github.batchbench.Internal;
import org.jspecify.annotations.NullMarked;
