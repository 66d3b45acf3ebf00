/** Keeps secrets out of what people read: logs, reports, exceptions. Everything else may use it, it uses nothing. */
@Internal
@NullMarked
package io.github.batchbench.redaction;

import io.github.batchbench.Internal;
import org.jspecify.annotations.NullMarked;
