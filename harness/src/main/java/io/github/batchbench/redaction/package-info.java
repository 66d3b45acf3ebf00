/** Keeps secrets out of what people read: logs, reports, exceptions. Everything else may use it, it uses nothing. */
@NullMarked
package io.github.batchbench.redaction;

import org.jspecify.annotations.NullMarked;
