/**
 * How time goes by while the service works: pauses, waits that ask less and less often, tries that come later and
 * later.
 */
@NullMarked
package io.github.batchbench.azure.waiting;

import org.jspecify.annotations.NullMarked;
